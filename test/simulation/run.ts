// Many histories of jobs in which everything goes wrong now and then: npm run simulate -- [histories] [first seed]
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const [histories = '10000', seed = String(1 + Math.floor(Math.random() * 1_000_000))] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
console.info(`${histories} histories from seed ${seed} on; the same again: npm run simulate -- ${histories} ${seed}`);
const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/simulation'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, HISTORIES: histories, SEED: seed },
});
child.once('exit', (code) => process.exit(code ?? 1));
