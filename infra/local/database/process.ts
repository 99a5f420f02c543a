import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { forgetProcess, rememberProcess } from './stale.ts';

export type Launch = { binary: string; file: string; log: string; directory: string; port: number | undefined };

export type Running = { url: string; child: ChildProcess; isStopping: () => boolean; stop: () => Promise<void> };

/** Starts dynoxide and waits until it listens. Another process may take the free port first: then the next is tried. */
export async function launch(how: Launch, tries = 5): Promise<Running> {
  const port = how.port ?? (await freePort());
  const output = openSync(how.log, 'w');
  // Its own process group: Ctrl-C reaches this process only, which lets requests end before it stops the database.
  const child = spawn(how.binary, ['--port', String(port), '--db-path', how.file], {
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  if (child.pid) rememberProcess(how.directory, child.pid);
  const running = supervise(child, how.directory, `http://127.0.0.1:${port}`);
  try {
    await listening(child, how.log);
    return running;
  } catch (error) {
    await running.stop();
    if (how.port === undefined && tries > 1 && /already in use/.test(String(error))) return launch(how, tries - 1);
    throw error;
  }
}

function supervise(child: ChildProcess, directory: string, url: string): Running {
  let stopping = false;
  const end = () => child.kill();
  process.on('exit', end);
  return {
    url,
    child,
    isStopping: () => stopping,
    async stop() {
      stopping = true;
      process.off('exit', end);
      await endChild(child);
      forgetProcess(directory);
    },
  };
}

/** Waits for the line in the log: a port that answers could be another process's. */
async function listening(child: ChildProcess, log: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (let turn = 0; turn < 2000; turn++) {
    if (readFileSync(log, 'utf8').includes('listening on')) return;
    if (failure || hasEnded(child)) break;
    await pause(5);
  }
  const said = failure?.message ?? readFileSync(log, 'utf8').trim();
  throw new Error(`The local DynamoDB did not start: ${said || 'it said nothing'}`);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const gone = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  child.kill();
  await gone;
  clearTimeout(force);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
