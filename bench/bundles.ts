import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bundled } from '../infra/functions.ts';
import { localPlace } from '../infra/app.ts';
import type { Deployment } from './deployment.ts';
import { percentile } from './timing.ts';

/** One function as deployed: the bytes of its code, plain and compressed, those of its assets, and its import. */
export type BundleSize = { name: string; bytes: number; gzip: number; assets: number; importMs: number };

const starts = 3;

/** What a cold start spends on the function's own code: a new process imports the bundle, once each. */
async function importTime(file: string, environment: Record<string, string>): Promise<number> {
  const script = `const began = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)});
    process.stdout.write(String(performance.now() - began)); process.exit();`;
  const env = { PATH: process.env.PATH, AWS_REGION: localPlace.region, ...environment };
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
    times.push(Number(stdout));
  }
  return percentile(times, 50);
}

/** Every function of the deployment. */
export async function bundleSizes({ bundle, environment }: Deployment): Promise<BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const { name } of bundled) {
    const folder = bundle.folder(name);
    const code = readFileSync(join(folder, 'index.mjs'));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const bytes = files.map((one) => readFileSync(join(one.parentPath, one.name)).length);
    sizes.push({
      name,
      bytes: code.length,
      gzip: gzipSync(code).length,
      assets: bytes.reduce((sum, one) => sum + one, 0) - code.length,
      importMs: await importTime(join(folder, 'index.mjs'), environment),
    });
  }
  return sizes;
}
