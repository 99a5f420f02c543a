import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entities } from '../scripts/docs.ts';

const root = join(import.meta.dirname, '..');

/** Every entity that the code declares, by name. */
const declared = globSync('{functions,shared}/**/*.ts', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .flatMap((text) => [...text.matchAll(/\bentity\(\{\s*name: '([^']+)'/g)].map(([, name]) => name!));

describe('every kind of record that the code declares', () => {
  test('is told of in docs/events.md', () => {
    expect(declared.length).toBeGreaterThan(30);
    expect(entities.map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      declared.toSorted((a, b) => (a < b ? -1 : 1)),
    );
  });

  test('has its place in docs/table.md', () => {
    const table = readFileSync(join(root, 'docs/table.md'), 'utf8');
    const told = new Set([...table.matchAll(/^\| ([a-z -]+) \|/gm)].map(([, name]) => name));
    expect(declared.filter((name) => !told.has(name))).toEqual([]);
  });
});
