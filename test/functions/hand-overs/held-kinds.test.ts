import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heldKinds } from '../../../functions/held-kinds.ts';

test('every entity that says who holds it is handed over when someone leaves', () => {
  const root = join(import.meta.dirname, '../../..');
  const declared = globSync('functions/**/*store.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/entity\(\{\s+name: '([^']+)'(?:(?!\n\}\);)[^])*?\n {2}holders/g)])
    .map(([, name]) => name);
  expect(declared.length).toBeGreaterThan(1);
  expect(new Set(heldKinds.map(({ name }) => name))).toEqual(new Set(declared));
});
