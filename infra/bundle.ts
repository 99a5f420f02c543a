import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';

export const repository = join(import.meta.dirname, '..');

/**
 * One function as it is bundled: its entry is `<entries>/<name>.ts`; `assets`, files and folders, are copied beside it, by
 * their new name. `packages` are not in the bundle but beside it, for `seldom`.
 */
export type Bundled = {
  readonly name: string;
  readonly assets?: Readonly<Record<string, string>>;
  readonly packages?: readonly string[];
};

export type Bundle = {
  /** The folder that is uploaded as this function's code: `index.mjs` and its assets. */
  folder: (name: string) => string;
  /** esbuild's account of this function's bundle: each source file with the bytes that are left of it. */
  inputs: (name: string) => Metafile['outputs'][string]['inputs'];
};

/** A package in CommonJS calls `require` for Node's modules, and an ES module has none. */
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** Bundles all functions with one call of esbuild: a third of the time of one call each. */
export async function bundle(functions: readonly Bundled[], entries: string, out: string): Promise<Bundle> {
  const { metafile } = await build({
    absWorkingDir: repository,
    entryPoints: Object.fromEntries(functions.map(({ name }) => [`${name}/index`, join(entries, `${name}.ts`)])),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Not `main` first: the SDK's CommonJS build cannot be tree-shaken, and would bring every command of every service.
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'function-credentials.ts') },
    logLevel: 'warning',
  });
  const outputOf = (name: string) => {
    const file = Object.keys(metafile.outputs).find((path) => path.endsWith(`/${name}/index.mjs`));
    const output = file === undefined ? undefined : metafile.outputs[file];
    if (!output) throw new Error(`There is no bundle of ${name}`);
    return output;
  };
  for (const { name, assets = {}, packages = [] } of functions) {
    const folder = join(out, name);
    if (outputOf(name).imports.some(({ kind }) => kind === 'require-call')) {
      const file = join(folder, 'index.mjs');
      writeFileSync(file, `${requireBanner}\n${readFileSync(file, 'utf8')}`);
    }
    const beside = packages.flatMap((each) => ['package.json', 'dist'].map((part) => `node_modules/${each}/${part}`));
    for (const [as, from] of [...Object.entries(assets), ...beside.map((path) => [path, path] as const)]) {
      mkdirSync(join(folder, as, '..'), { recursive: true });
      cpSync(join(repository, from), join(folder, as), { recursive: true });
    }
  }
  return { folder: (name) => join(out, name), inputs: (name) => outputOf(name).inputs };
}
