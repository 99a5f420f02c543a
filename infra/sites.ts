import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './bundle.ts';
import { type SiteName, sites } from './site-files.ts';

/** Where the built sites are. */
export const dist = join(repository, 'dist');

/** Beside the built files, what they were made of: whoever builds by hand removes it, and it is built again. */
const mark = '.made-of';

function fingerprint(root: string, name: SiteName): string {
  const files = globSync(['package-lock.json', `web/${name}/**`, 'web/shared/**', 'shared/**'], {
    cwd: root,
    withFileTypes: true,
    exclude: ['**/node_modules'],
  })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function isFresh(folder: string, made: string): boolean {
  try {
    return readFileSync(join(folder, mark), 'utf8') === made;
  } catch {
    return false;
  }
}

/**
 * Builds each site whose sources have changed since, and answers which. Vite writes into a folder of its own first: a
 * build that fails leaves what was there, and two builds at a time do not mix.
 */
export async function buildSites(say: (line: string) => void, root = repository, vite = runVite): Promise<SiteName[]> {
  const built: SiteName[] = [];
  for (const { name } of sites) {
    const source = join(root, 'web', name);
    if (!existsSync(join(source, 'index.html'))) continue;
    const folder = join(root, 'dist', name);
    const made = fingerprint(root, name);
    if (isFresh(folder, made)) continue;
    say(`Building web/${name} …`);
    const fresh = `${folder}.${process.pid}`;
    try {
      await vite(source, fresh);
      writeFileSync(join(fresh, mark), made);
      mkdirSync(join(folder, '..'), { recursive: true });
      rmSync(folder, { recursive: true, force: true });
      renameSync(fresh, folder);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    built.push(name);
  }
  return built;
}

/** Vite in a process of its own: it takes longer to load than all that need not build. */
function runVite(source: string, out: string): Promise<void> {
  const args = ['build', source, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repository, 'node_modules/vite/bin/vite.js'), ...args], {
      cwd: repository,
      // Whoever builds while testing would build React for developers, and what is built is kept.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${source} does not build: the reason stands above`)),
    );
  });
}

if (import.meta.main) {
  const built = await buildSites(console.log);
  console.log(built.length > 0 ? `Built: ${built.join(', ')}` : 'Nothing has changed since the last build.');
}
