import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const home = 'web/console/src/';
const files = globSync(`${home}**/*.{ts,tsx}`, { cwd: root }).toSorted();

type Import = { file: string; path: string; isType: boolean };

const imports = files.flatMap((file): Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:^|\n)import (type )?[^'";]*?from '([^']+)'|import\('([^']+)'\)/g);
  return [...found].map(([, isType, name = '', lazy = '']) => {
    const path = name || lazy;
    return { file, path: path.startsWith('.') ? normalize(join(dirname(file), path)) : path, isType: !!isType };
  });
});

const breaches = (isBreach: (one: Import) => boolean) =>
  imports.filter(isBreach).map(({ file, path }) => `${file} → ${path}`);
const featureOf = (path: string) => new RegExp(`^${home}features/([^/]+)/`).exec(path)?.[1];

describe('the console', () => {
  test('has files to look at', () => {
    expect(imports.length).toBeGreaterThan(300);
  });

  test('takes types from the functions, never their code', () => {
    expect(breaches(({ path, isType }) => /^(functions|shared|infra)\//.test(path) && !isType)).toEqual([]);
  });

  test('takes the small zod into the bundle, and types from the whole one', () => {
    expect(breaches(({ path, isType }) => path === 'zod' && !isType)).toEqual([]);
  });

  test('keeps its features apart', () => {
    const isOther = ({ file, path }: Import) =>
      featureOf(file) !== undefined && featureOf(path) !== undefined && featureOf(file) !== featureOf(path);
    expect(breaches(isOther)).toEqual([]);
  });

  test('knows no page in what pages share', () => {
    const isUp = ({ file, path }: Import) => /src\/(components|lib)\//.test(file) && /src\/(features|app)\//.test(path);
    expect(breaches(isUp)).toEqual([]);
    expect(breaches(({ file, path }) => file.includes('/lib/') && path.includes('/components/'))).toEqual([]);
  });
});
