import { join } from 'node:path';
import type { Flags } from '../flags.ts';
import { type Arguments, completeFlags, contextOf, keepFlags, readArguments } from './choices.ts';
import {
  bootstrapFinding,
  callerFinding,
  concurrencyFinding,
  concurrentExecutions,
  type Finding,
  repliesFinding,
  senderFinding,
  sendingFinding,
  stackFinding,
  table,
  wantedConcurrency,
  wantsBootstrap,
  wantsRaise,
} from './findings.ts';
import { inboundHost, senderOf } from './mail-records.ts';
import { mailSteps } from './mail-steps.ts';
import { command, outside } from './outside.ts';
import { type Account, type Caller, confirm, type Dns, type Terminal } from './ports.ts';
import { dist, buildSites } from '../sites.ts';
import { edgeFlags } from './edge-step.ts';
import { approvalOf, release, type Release } from './release.ts';
import { type Site, uploadSite } from './site.ts';

/** All that a deployment touches, so that a test can stand in for it. */
export type World = Release &
  Site & {
    dns: Dns;
    /** The file with the app's context, cdk.json. */
    project: string;
  };

/** Looks, asks, deploys, and says what is left to do. False when nothing was deployed. */
export async function deploy(world: World, { context, yes }: Pick<Arguments, 'context' | 'yes'>): Promise<boolean> {
  const { account, terminal, project } = world;
  const { given, flags } = await completeFlags({ ...(await contextOf(project)), ...context }, terminal);
  const caller = await account.whoAmI();
  const { findings, raise, bootstrap } = await look(world, caller, flags);
  terminal.say('', ...table(findings), '');
  if (findings.some(({ state }) => state === 'stop')) return false;
  if (!yes && !(await agreed(terminal, flags))) return false;
  await keepFlags(project, given, terminal);

  if (raise) await askForRaise(account, terminal);
  if (bootstrap) await world.toolkit(['bootstrap', `aws://${caller.account}/${account.region}`]);
  await world.build();
  const approval = approvalOf(yes);
  const edge = await edgeFlags(world, flags, approval);
  await release(world, { ...given, ...edge }, flags.stackName, approval);
  await report(world, flags);
  return true;
}

function agreed(terminal: Terminal, { stackName, firmName }: Flags): Promise<boolean> {
  if (!terminal.interactive) throw new Error('Nobody is here to agree to the deployment: give --yes');
  return confirm(terminal, `Deploy ${stackName} for ${firmName}?`);
}

/** Nothing, where DNS is out of reach: that alone is no reason not to deploy. */
const inboundOf = ({ dns, account }: World): Promise<string[] | undefined> =>
  dns.A(inboundHost(account.region)).catch(() => undefined);

async function look(world: World, caller: Caller, flags: Flags) {
  const { account } = world;
  const { identity } = senderOf(flags);
  const [concurrency, open, sending, sender, bootstrap, stack] = await Promise.all([
    account.concurrency(),
    account.openRaise(concurrentExecutions),
    account.sending(),
    account.sender(identity),
    account.stack('CDKToolkit'),
    account.stack(flags.stackName),
  ]);
  const findings: Finding[] = [
    callerFinding(caller, account.region),
    stackFinding(flags.stackName, stack),
    bootstrapFinding(bootstrap),
    concurrencyFinding(concurrency, open),
    sendingFinding(sending),
    senderFinding(identity, sender),
    ...(flags.repliesAt === undefined ? [] : [repliesFinding(account.region, await inboundOf(world))]),
  ];
  return { findings, raise: wantsRaise(concurrency, open), bootstrap: wantsBootstrap(bootstrap) };
}

/** A refused request is no reason not to deploy: the firm can ask again in the console. */
async function askForRaise(account: Account, { say }: Terminal): Promise<void> {
  try {
    await account.raise(concurrentExecutions, wantedConcurrency);
    say(`Asked AWS to let ${wantedConcurrency} functions run at once; it mostly answers within a day.`);
  } catch (error) {
    say(
      `AWS did not take the request for more functions at once (${error instanceof Error ? error.message : String(error)}).`,
      'Ask again in the console: Service Quotas, AWS Lambda, “Concurrent executions”.',
    );
  }
}

async function report(world: World, flags: Flags): Promise<void> {
  const { account, terminal } = world;
  const stack = await account.stack(flags.stackName);
  const outputs = stack?.outputs ?? {};
  await uploadSite(world, outputs);
  const lines = Object.entries(outputs).map(([name, value]) => `  ${name}: ${value}`);
  terminal.say('', `${flags.stackName} stands:`, ...lines, '');
  await mailSteps(world, flags);
  terminal.say(
    '',
    'Next:',
    `  The firm’s console is at ${outputs.SiteUrl}`,
    `  ${flags.administratorMail} has been invited to sign in; the one-time password is valid for seven days.`,
    '  AWS asks the same address to confirm that it wants the alarms: click the link in that mail.',
    '  A release: pull, “npm install”, “npm run deploy”. The end: “npm run destroy”, which keeps the data.',
  );
}

if (import.meta.main)
  await command(async () => {
    const given = readArguments(process.argv.slice(2));
    const root = join(import.meta.dirname, '../..');
    const files = { project: join(root, 'cdk.json'), assembly: join(root, 'cdk.out') };
    const reached = await outside(given);
    const build = () => buildSites((line) => reached.terminal.say(line));
    return deploy({ ...reached, ...files, dist, build }, given);
  });
