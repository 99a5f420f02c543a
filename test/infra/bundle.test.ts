import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle, repository } from '../../infra/bundle.ts';
import { bundled as deployed } from '../../infra/functions.ts';
import { handlerSending } from './support/stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'firmament-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'plain.ts'), 'export const handler = (): string => "plain";');
writeFileSync(join(folder, 'sender.ts'), handlerSending({ dynamodb: ['GetItem'] }));
writeFileSync(
  join(folder, 'seldom.ts'),
  `import { seldom } from ${JSON.stringify(join(repository, 'shared/seldom.ts'))};
  export const handler = () => (seldom('yaml') as typeof import('yaml')).parse('a: [1, 2]').a;`,
);
writeFileSync(join(folder, 'old.cjs'), 'exports.name = require("node:os").EOL;');
writeFileSync(join(folder, 'legacy.ts'), "import old from './old.cjs'; export const handler = () => old.name;");

const bundled = await bundle(
  [
    { name: 'plain', assets: { 'assets/a.json': 'cdk.json', library: 'functions/templates/library' } },
    { name: 'sender' },
    { name: 'legacy' },
    { name: 'seldom', packages: ['yaml'] },
  ],
  folder,
  join(folder, 'out'),
);
const file = (name: string) => join(bundled.folder(name), 'index.mjs');
const load = async (name: string) =>
  (await import(/* @vite-ignore */ pathToFileURL(file(name)).href)) as { handler: () => unknown };

describe('the bundles of the functions', () => {
  test.each(['plain', 'sender', 'legacy'])('Node loads %s as an ES module', async (name) => {
    expect((await load(name)).handler).toBeTypeOf('function');
  });

  test('a package in CommonJS can require Node’s modules, and only its bundle says how', async () => {
    expect((await load('legacy')).handler()).toBe(EOL);
    expect(readFileSync(file('legacy'), 'utf8')).toContain('createRequire');
    expect(readFileSync(file('plain'), 'utf8')).not.toContain('createRequire');
  });

  test('assets lie beside the code, files and folders', () => {
    expect(readFileSync(join(bundled.folder('plain'), 'assets/a.json'), 'utf8')).toContain('infra/app.ts');
    expect(readFileSync(join(bundled.folder('plain'), 'library/sales-tax.yaml'), 'utf8')).toContain('key: sales-tax');
  });

  test('a package that is seldom needed lies beside the code, and is read from there', async () => {
    expect((await load('seldom')).handler()).toEqual([1, 2]);
    expect(Object.keys(bundled.inputs('seldom')).filter((path) => path.includes('node_modules/yaml'))).toEqual([]);
  });

  test('no function asks for a package that does not lie beside it', async () => {
    const real = await bundle(deployed, 'functions/entries', join(folder, 'real'));
    const missing = deployed.flatMap((one) => {
      const sources = Object.keys(real.inputs(one.name)).filter((path) => /^(?:functions|shared)\//.test(path));
      const asked = sources.flatMap((path) =>
        [...readFileSync(join(repository, path), 'utf8').matchAll(/seldom\('([^']+)'\)/g)].map(([, name]) => name!),
      );
      const there: readonly string[] = 'packages' in one ? one.packages : [];
      return asked.filter((name) => !there.includes(name)).map((name) => `${one.name} lacks ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test('the SDK comes as modules that can be shaken, not as one block', () => {
    const paths = Object.keys(bundled.inputs('sender'));
    expect(paths.some((path) => path.includes('client-dynamodb/dist-es/'))).toBe(true);
    expect(paths.some((path) => path.includes('client-dynamodb/dist-cjs/'))).toBe(false);
  });

  test('credentials come from the environment of the function, and from nowhere else', () => {
    const paths = Object.keys(bundled.inputs('sender'));
    expect(paths).toContain('infra/function-credentials.ts');
    expect(paths.filter((path) => /credential-provider-(node|sso|ini|process)/.test(path))).toEqual([]);
  });
});
