import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { setSourceMapsSupport } from 'node:module';
import { pathToFileURL } from 'node:url';
import { context, type BuildContext, type BuildFailure, type BuildResult } from 'esbuild';
import { FunctionError, type Handler } from './run.ts';

export type Bundles = {
  /** The handler as its sources are now. */
  load: (name: string) => Promise<Handler>;
  dispose: () => Promise<void>;
};

type Build = BuildResult<{ metafile: true }>;
type Stamp = { file: string; mtimeMs: number; size: number; ino: number };
type Loaded = { handler: Promise<Handler>; stamps: readonly Stamp[]; isSure: boolean };

const BUNDLE = /\.[0-9A-Z]{8}\.mjs(\.map)?$/;
/** A file written this shortly before a build began may have been written again within the same tick of its clock. */
const UNSURE_MS = 50;

/** What tells a saved file from the one that was built. */
function stamp(file: string): Stamp {
  const { mtimeMs = 0, size = 0, ino = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return { file, mtimeMs, size, ino };
}

function isUnchanged({ file, mtimeMs, size, ino }: Stamp): boolean {
  const now = statSync(file, { throwIfNoEntry: false });
  return now !== undefined && now.mtimeMs === mtimeMs && now.size === size && now.ino === ino;
}

function buildError(source: string, failure: BuildFailure): FunctionError {
  const lines = (failure.errors ?? []).map(({ text, location }) =>
    location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text,
  );
  return new FunctionError('Runtime.UserCodeSyntaxError', lines.join('\n') || `${source}: ${failure.message}`, lines);
}

async function importHandler(file: string, source: string): Promise<Handler> {
  const module = (await import(pathToFileURL(file).href)) as { handler?: unknown };
  if (typeof module.handler === 'function') return module.handler as Handler;
  throw new FunctionError('Runtime.HandlerNotFound', `${source} exports no function named handler`);
}

/** One function's bundle: built when it is first asked for and again after one of its sources has changed. */
function bundle(name: string, source: string, outdir: string) {
  let building: Promise<Loaded> | undefined;
  let loaded: Loaded | undefined;
  let esbuild: Promise<BuildContext<{ metafile: true }>> | undefined;

  const open = () =>
    context({
      entryPoints: [{ in: source, out: name }],
      entryNames: '[name].[hash]',
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      packages: 'external',
      sourcemap: 'linked',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
    });

  async function build(): Promise<Loaded> {
    const startedAt = Date.now();
    esbuild ??= open();
    let built: Build;
    try {
      built = await (await esbuild).rebuild();
    } catch (error) {
      throw buildError(source, error as BuildFailure);
    }
    const { inputs, outputs } = built.metafile;
    const output = Object.keys(outputs).find((file) => file.endsWith('.mjs'))!;
    const stamps = Object.keys(inputs).map((file) => stamp(resolve(file)));
    const isSure = stamps.every(({ mtimeMs }) => mtimeMs < startedAt - UNSURE_MS);
    return { handler: importHandler(resolve(output), source), stamps, isSure };
  }

  async function load(): Promise<Handler> {
    // A build that began before this request may have missed the latest save: wait for it, then look.
    while (building) await building.catch(() => {});
    if (loaded?.isSure && loaded.stamps.every(isUnchanged)) return loaded.handler;
    loaded = undefined;
    building = build();
    try {
      loaded = await building;
    } finally {
      building = undefined;
    }
    return loaded.handler;
  }

  return { load, dispose: async () => (await esbuild)?.dispose() };
}

/**
 * Function handlers from their TypeScript sources: save a file, and the next request runs it. Each bundle is imported
 * under the hash of its content, because `import('entry?v=2')` would keep the old dependencies. `outdir` lies within
 * the project: packages stay outside the bundles and are found from there.
 */
export function bundles(options: { entries: Readonly<Record<string, string>>; outdir: string }): Bundles {
  const { entries, outdir } = options;
  setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
  mkdirSync(outdir, { recursive: true });
  for (const file of readdirSync(outdir)) if (BUNDLE.test(file)) rmSync(resolve(outdir, file));
  const all = new Map(
    Object.entries(entries).map(([name, source]) => [name, bundle(name, relative('', resolve(source)), outdir)]),
  );
  return {
    async load(name) {
      const found = all.get(name);
      if (!found) throw new FunctionError('Runtime.ImportModuleError', `No source is known for the function ${name}`);
      return found.load();
    },
    dispose: async () => void (await Promise.all([...all.values()].map((one) => one.dispose()))),
  };
}
