import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundles, type Bundles } from '../../../infra/local/lambda/bundles.ts';

let folder: string;
let open: Bundles[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  open = [];
  save('greeting.ts', "export const greeting: string = 'hello';");
  save('greet.ts', "import { greeting } from './greeting.ts'; export const handler = async () => greeting;");
});

afterEach(async () => {
  await Promise.all(open.map((one) => one.dispose()));
  rmSync(folder, { recursive: true });
});

const outdir = () => join(folder, 'out');
const bundleFiles = () => readdirSync(outdir()).filter((file) => file.endsWith('.mjs'));

function save(file: string, source: string): void {
  writeFileSync(join(folder, file), source);
}

/** As if it had been saved long ago, so that a build is sure to have seen it. */
function age(...files: string[]): void {
  const then = new Date(Date.now() - 60_000);
  for (const file of files) utimesSync(join(folder, file), then, then);
}

function bundlesOf(...names: string[]): Bundles {
  const made = bundles({
    entries: Object.fromEntries(names.map((name) => [name, join(folder, `${name}.ts`)])),
    outdir: outdir(),
  });
  open.push(made);
  return made;
}

const run = async (from: Bundles, name = 'greet') => (await from.load(name))({}, {} as Context);

test('runs a handler from its TypeScript source', async () => {
  expect(await run(bundlesOf('greet'))).toBe('hello');
});

test('the first request after a save runs the new code, also when a dependency was saved', async () => {
  const all = bundlesOf('greet');
  expect(await run(all)).toBe('hello');
  save('greeting.ts', "export const greeting: string = 'good morning';");
  expect(await run(all)).toBe('good morning');
  save('greet.ts', 'export const handler = async () => 42;');
  expect(await run(all)).toBe(42);
});

test('no save is missed when saves and requests follow each other at once', async () => {
  const all = bundlesOf('greet');
  for (let count = 10; count < 40; count += 1) {
    save('greeting.ts', `export const greeting: string = '${count}';`);
    expect(await run(all)).toBe(String(count));
  }
});

test('builds nothing again while no source changes', async () => {
  age('greet.ts', 'greeting.ts');
  const all = bundlesOf('greet');
  const first = await all.load('greet');
  const [file] = bundleFiles();
  const builtAt = statSync(join(outdir(), file!)).mtimeMs;
  for (let i = 0; i < 20; i += 1) expect(await all.load('greet')).toBe(first);
  expect(bundleFiles()).toEqual([file]);
  expect(statSync(join(outdir(), file!)).mtimeMs).toBe(builtAt);
});

test('a source with an error fails the request with file and line, and the next good save heals it', async () => {
  const all = bundlesOf('greet');
  await run(all);
  save('greeting.ts', 'export const fine = 1;\nexport const greeting = ;');
  await expect(run(all)).rejects.toMatchObject({
    name: 'Runtime.UserCodeSyntaxError',
    message: expect.stringMatching(/greeting\.ts:2:25: /),
  });
  await expect(run(all)).rejects.toThrow(/greeting\.ts:2/);
  save('greeting.ts', "export const greeting = 'well again';");
  expect(await run(all)).toBe('well again');
});

test('a dependency that was deleted is named, and heals when it is back', async () => {
  const all = bundlesOf('greet');
  await run(all);
  rmSync(join(folder, 'greeting.ts'));
  await expect(run(all)).rejects.toThrow(/greet\.ts:1.*greeting\.ts/);
  save('greeting.ts', "export const greeting = 'back';");
  expect(await run(all)).toBe('back');
});

test('a module that throws while it loads fails its requests until it is saved', async () => {
  save('greet.ts', "throw new Error('no table');");
  const all = bundlesOf('greet');
  await expect(run(all)).rejects.toThrow('no table');
  save('greet.ts', 'export const handler = () => 1;');
  expect(await run(all)).toBe(1);
});

test('says which source exports no handler, and which function has no source', async () => {
  save('greet.ts', 'export const main = 1;');
  const all = bundlesOf('greet');
  await expect(all.load('greet')).rejects.toThrow(/greet\.ts exports no function named handler/);
  await expect(all.load('leave')).rejects.toThrow('No source is known for the function leave');
});

test('functions do not share the state of a module, as they would not in AWS', async () => {
  save('count.ts', 'let count = 0; export const next = () => (count += 1);');
  save('one.ts', "import { next } from './count.ts'; export const handler = () => next();");
  save('two.ts', "import { next } from './count.ts'; export const handler = () => next() * 10;");
  const all = bundlesOf('one', 'two');
  expect([await run(all, 'one'), await run(all, 'one'), await run(all, 'two')]).toEqual([1, 2, 10]);
});

test('a burst of requests after a save gets the new code in every one', async () => {
  const all = bundlesOf('greet');
  await run(all);
  save('greeting.ts', "export const greeting = 'all of you';");
  expect(new Set(await Promise.all(Array.from({ length: 30 }, () => run(all))))).toEqual(new Set(['all of you']));
});

test('a request that comes while an older save is being built gets the newest save', async () => {
  const all = bundlesOf('greet');
  await run(all);
  save('greeting.ts', "export const greeting = 'older';");
  const earlier = run(all);
  save('greeting.ts', "export const greeting = 'newest';");
  expect(await run(all)).toBe('newest');
  await earlier;
});

test('removes the bundles of earlier runs at start and nothing else', async () => {
  await run(bundlesOf('greet'));
  writeFileSync(join(outdir(), 'notes.txt'), '');
  bundlesOf('greet');
  expect(readdirSync(outdir())).toEqual(['notes.txt']);
});

test('a stack trace names the TypeScript line', async () => {
  save('greet.ts', "type Long = {\n  a: string;\n};\nexport const handler = () => {\n  throw new Error('here');\n};");
  const handler = await bundlesOf('greet').load('greet');
  expect(() => handler({}, {} as Context)).toThrow(
    expect.objectContaining({ stack: expect.stringMatching(/greet\.ts:5:9/) }),
  );
});
