import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { apiCall } from './demo/calls.ts';
import { loadDemo } from './demo/load.ts';
import { firm } from './demo/firm.ts';
import { type Cloud, startCloud } from './cloud.ts';
import type { Landing } from './pages/landing.ts';
import { buildSites } from '../sites.ts';
import { stackTemplate } from './stack/synthesized.ts';

const root = join(import.meta.dirname, '..', '..');
const directory = process.env.LOCAL_DIRECTORY ?? join(root, '.local');
const port = Number(process.env.PORT ?? 3000);

/** What functions and services log goes to a file, so that the terminal says only what someone must know. */
function logToFile(): (line: string) => void {
  const file = join(directory, 'log.jsonl');
  const log = (line: string) => appendFileSync(file, `${line}\n`);
  const words = (args: unknown[]) =>
    args
      .map((one) => (typeof one === 'string' ? one : one instanceof Error ? inspect(one) : JSON.stringify(one)))
      .join(' ');
  for (const level of ['info', 'warn', 'debug'] as const) console[level] = (...args: unknown[]) => log(words(args));
  console.error = (...args: unknown[]) => {
    log(words(args));
    process.stderr.write(`${words(args).slice(0, 2000)}\n`);
  };
  return log;
}

const landing: { -readonly [K in keyof Landing]: Landing[K] } = {
  entries: [
    { title: 'Console', href: '/', note: 'What the people of the firm work with' },
    { title: 'API reference', href: '/v1/reference', note: 'Read the calls, and try them with a token from below' },
    { title: 'Mail', href: '/local/mail', note: 'Everything that would have been sent' },
    { title: 'Workflows', href: '/local/workflows', note: 'State machines and what they did' },
    { title: 'Schedules', href: '/local/schedules', note: 'What runs by itself, and when next' },
  ],
  people: [],
};

type Team = { items: { id: string; name: string; role: string; mail: string }[] };

/** The first member there is: the administrator whom the deployment made. */
const administrator = (cloud: Cloud) => cloud.mint(firm.administratorMail);

async function showTeam(cloud: Cloud): Promise<void> {
  const { items } = await apiCall(cloud.url, await administrator(cloud))<Team>('GET', '/v1/team?limit=100');
  landing.people = items.map(({ id, name, role }) => ({ member: id, name, role }));
}

/** Once for each directory, and not where it was first started without; a loading that was cut off is taken up again. */
async function demo(cloud: Cloud): Promise<void> {
  const decided = join(directory, 'demo');
  if (existsSync(decided)) return;
  await cloud.settled();
  if (!process.argv.includes('--empty')) {
    await loadDemo(cloud.url, (member) => cloud.mint(member), cloud.clock.now());
    await cloud.settled();
  }
  writeFileSync(decided, new Date(cloud.clock.now()).toISOString());
}

/** A console that does not build is no reason not to start: what was built before is served, or the local pages. */
async function buildConsole(): Promise<void> {
  try {
    await buildSites(console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

/** With this, the scripts and an AWS SDK in another process find the API, the services and the resources. */
function whereThingsAre({ url, environment, plan }: Cloud) {
  const [console] = plan.pools.flatMap(({ clients }) => clients);
  return { url, environment: { ...environment, USER_POOL_CLIENT: console?.id } };
}

function say({ url }: Cloud, seconds: number): void {
  console.log(`
  Firmament runs on this machine (ready in ${seconds.toFixed(1)} s).

    ${url}/                 the console
    ${url}/local            where else to click, and whom to call the API as
    ${url}/v1/reference     the API, to read and to try
    ${url}/local/mail       every mail that would have been sent

    npm run token -- admin        a bearer token (also manager, member, guest)
    npm start -- --fresh          begin anew (with --empty too: without the demo firm)
    Ctrl-C                        stop; everything is kept in ${process.env.LOCAL_DIRECTORY ?? '.local'}/
`);
}

async function start(): Promise<void> {
  if (process.argv.includes('--fresh')) rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const log = logToFile();
  const building = buildConsole();
  const cloud = await startCloud({ stack: await stackTemplate(firm), directory, port, landing, log });
  writeFileSync(join(directory, 'url'), cloud.url);
  writeFileSync(join(directory, 'environment.json'), JSON.stringify(whereThingsAre(cloud), null, 2));
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void cloud.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  await demo(cloud);
  await building;
  await showTeam(cloud);
  say(cloud, performance.now() / 1000);
}

await start();
