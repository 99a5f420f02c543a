import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = globSync('{shared,functions,infra,scripts,bench}/**/*.ts', { cwd: root }).toSorted();

/** What a file imports: its own files by their path in the project, packages by name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(/(?:^|\n)\s*(?:import|export)[^'";]*?from '([^']+)'|import\('([^']+)'\)/g)];
  return found.map(([, name = '', lazy = '']) => {
    const path = name || lazy;
    return path.startsWith('.') ? normalize(join(dirname(file), path)) : path;
  });
}

const graph = new Map(sources.map((file) => [file, importsOf(file)]));
const within = (folder: string) => [...graph].filter(([file]) => file.startsWith(folder));
const breaches = (files: [string, string[]][], forbidden: (path: string, file: string) => boolean) =>
  files.flatMap(([file, imports]) =>
    imports.filter((path) => forbidden(path, file)).map((path) => `${file} → ${path}`),
  );

describe('imports run one way', () => {
  test('shared/ knows no business and no deployment', () => {
    expect(breaches(within('shared/'), (path) => /^(functions|infra|test|scripts|bench)\//.test(path))).toEqual([]);
  });

  test('functions/ never know where they run', () => {
    expect(breaches(within('functions/'), (path) => /^(infra|test|scripts|bench)\//.test(path))).toEqual([]);
  });

  test('the stack composes functions by name, never by their code', () => {
    const stack = [...graph].filter(([file]) => /^infra\/(?:[^/]+|workflows\/[^/]+)\.ts$/.test(file));
    expect(breaches(stack, (path) => path.startsWith('functions/') || path.startsWith('infra/local/'))).toEqual([]);
  });

  test('a noun is pure: it reaches no store, no route and no service', () => {
    const nouns = [
      'client',
      'contact',
      'note',
      'firm',
      'member',
      'absence',
      'team',
      'hours',
      'rates',
      'firm/words',
      'seal',
      'chain-check',
      'erasure',
      'engagement',
      'fee',
      'service',
      'plan',
      'group',
      'payer',
      'custom-field',
      'registration',
      'account',
      'year-end',
      'rhythm',
      'series',
      'standing-note',
      'view',
      'access',
      'relation',
      'conflict',
      'templates/template',
      'templates/task',
      'templates/head',
      'templates/condition',
      'names',
      'due-rule',
      'due-date',
      'deadline',
      'postponement',
      'mail-template',
      'compose',
      'pattern',
    ];
    const files = within('functions/').filter(([file]) => nouns.some((noun) => file.endsWith(`/${noun}.ts`)));
    expect(files.length).toBeGreaterThanOrEqual(nouns.length);
    expect(
      breaches(files, (path) => path.startsWith('@aws-sdk/') || /\/(routes|.*-routes|records|dynamo)\.ts$/.test(path)),
    ).toEqual([]);
  });

  test('only entries make clients of AWS', () => {
    const made = within('functions/').filter(
      ([file]) =>
        !file.startsWith('functions/entries/') && /new \w+(Client)\(/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(made).toEqual([]);
  });
});

describe('one way to do each thing', () => {
  test('zod is imported whole: the named import is five times the bundle', () => {
    const named = sources.filter((file) =>
      /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(named).toEqual([]);
  });

  test('time comes from shared/clock.ts', () => {
    const own = [...within('functions/'), ...within('shared/')].filter(
      ([file]) =>
        file !== 'shared/clock.ts' && /Date\.now\(\)|new Date\(\)/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(own.map(([file]) => file)).toEqual([]);
  });

  test('every function that the stack deploys has an entry, and every entry is deployed', () => {
    const deployed = [...readFileSync(join(root, 'infra/functions.ts'), 'utf8').matchAll(/\bname: '([a-z-]+)'/g)].map(
      ([, name]) => name,
    );
    const entries = globSync('functions/entries/*.ts', { cwd: root }).map((file) =>
      file.slice('functions/entries/'.length, -3),
    );
    expect(new Set(entries)).toEqual(new Set(deployed));
  });
});
