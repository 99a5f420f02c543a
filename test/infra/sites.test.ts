import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildSites } from '../../infra/sites.ts';

let root: string;
const file = (path: string, text = path) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const built = (path: string) => readFileSync(join(root, 'dist', path), 'utf8');
const said: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'firmament-sites-'));
  file('package-lock.json');
  file('shared/money.ts');
});
afterEach(() => {
  rmSync(root, { recursive: true });
  said.length = 0;
});

/** In Vite's place: copies the page. */
const vite = async (source: string, out: string) => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'index.html'), readFileSync(join(source, 'index.html')));
};
const build = () => buildSites((line) => said.push(line), root, vite);

test('a site is built once, and again when its sources, what they share or the packages have changed', async () => {
  file('web/console/index.html', 'one');
  expect(await build()).toEqual(['console']);
  expect(built('console/index.html')).toBe('one');
  expect(await build()).toEqual([]);
  for (const path of ['web/console/index.html', 'web/console/src/new.tsx', 'shared/money.ts', 'package-lock.json']) {
    file(path, 'changed');
    expect(await build()).toEqual(['console']);
  }
  rmSync(join(root, 'web/console/src'), { recursive: true });
  expect(await build()).toEqual(['console']);
  expect(said[0]).toBe('Building web/console …');
});

test('a site that someone has built by hand, or deleted, is built again', async () => {
  file('web/console/index.html');
  await build();
  rmSync(join(root, 'dist'), { recursive: true });
  file('dist/console/index.html', 'by hand');
  expect(await build()).toEqual(['console']);
  expect(built('console/index.html')).toBe('web/console/index.html');
});

test('files that are gone from a site are gone from what is built', async () => {
  file('web/console/index.html');
  file('dist/console/assets/old.js');
  await build();
  expect(existsSync(join(root, 'dist/console/assets/old.js'))).toBe(false);
});

test('where there are no sites yet, nothing is built and nothing is said', async () => {
  expect(await build()).toEqual([]);
  expect(said).toEqual([]);
});

test('a build that fails leaves what was built before, and is tried again', async () => {
  file('web/console/index.html', 'one');
  await build();
  file('web/console/index.html', 'two');
  const failing = () => Promise.reject(new Error('does not build'));
  await expect(buildSites(() => {}, root, failing)).rejects.toThrow('does not build');
  expect(built('console/index.html')).toBe('one');
  expect(await build()).toEqual(['console']);
});
