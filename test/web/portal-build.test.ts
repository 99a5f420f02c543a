import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const before = process.env.NODE_ENV;
let files: Rollup.RollupOutput['output'];

beforeAll(async () => {
  // Whoever builds while testing would otherwise measure what developers load.
  process.env.NODE_ENV = 'production';
  const root = join(import.meta.dirname, '..', '..', 'web', 'portal');
  const made = await build({ root, logLevel: 'silent', build: { write: false } });
  files = (made as Rollup.RollupOutput).output;
});
afterAll(() => {
  process.env.NODE_ENV = before;
});

test('the clients’ page is less than 60 kB of script, gzipped, and no script of anybody else', () => {
  const scripts = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  const bytes = scripts.reduce((sum, code) => sum + gzipSync(code).length, 0);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(60_000);
  const page = String((files.find(({ fileName }) => fileName === 'index.html') as Rollup.OutputAsset).source);
  const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, place]) => place!);
  expect(loaded.filter((place) => place !== 'data:,').every((place) => place.startsWith('/portal/assets/'))).toBe(true);
});

test('it is the page, its script and its styles: three requests before the one for data', () => {
  const first = files.filter((file) => file.type === 'asset' || file.isEntry);
  const kinds = first.map(({ fileName }) => fileName.replace(/^assets\/.*\.|^.*\./, ''));
  expect(kinds.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['css', 'html', 'js']);
  const [script] = first.filter((file) => file.type === 'chunk');
  expect(script?.imports).toEqual([]);
});

test('what joins photos, what checks a letter and what writes a ZIP are loaded by who needs them, and by nobody else', () => {
  const later = files.filter((file) => file.type === 'chunk' && !file.isEntry);
  const names = later.map(({ fileName }) => /^assets\/(\w+)/.exec(fileName)![1]!);
  expect(names.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['photos', 'verify', 'zip']);
});
