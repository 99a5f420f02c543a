import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { edgeRegion, edgeStackName } from '../edge.ts';
import { Flags } from '../flags.ts';
import { contextOf, readArguments } from './choices.ts';
import { type Leftover, leftoverLines, leftovers } from './leftovers.ts';
import { command, outside } from './outside.ts';
import type { Account, Terminal } from './ports.ts';

export type World = { account: Account; terminal: Terminal; pause: () => Promise<unknown> };

/** Takes the application away and keeps the data. False when the person thought better of it. */
export async function destroy({ account, terminal, pause }: World, name: string): Promise<boolean> {
  const { account: number } = await account.whoAmI();
  if (!(await account.stack(name))) {
    terminal.say(`There is no stack ${name} in account ${number}, ${account.region}.`);
    return false;
  }
  const template = await account.template(name);
  const left = leftovers(template, await account.resources(name));
  terminal.say(...(await warning(account, name, number, left)));
  if (!terminal.interactive) throw new Error('Nobody is here to type the stack’s name: destroy it from a terminal');
  if ((await terminal.ask('Type the stack’s name to destroy it: ')).trim() !== name) {
    terminal.say('That is not its name. Nothing was destroyed.');
    return false;
  }
  await account.protect(name, false);
  const { outputs } = (await account.stack(name))!;
  // CloudFormation deletes empty buckets only; in this one are the built pages, which a deployment brings back.
  if (outputs.SiteBucket !== undefined) await account.empty(outputs.SiteBucket);
  await account.deleteStack(name);
  await gone(account, name, pause);
  const edge = edgeStackName(name);
  if (account.region !== edgeRegion && (await account.stack(edge, edgeRegion)))
    await account.deleteStack(edge, edgeRegion);
  terminal.say(`${name} is gone. What was named above is still there.`);
  return true;
}

async function warning(account: Account, name: string, number: string, left: Leftover[]) {
  const table = left.find(({ type }) => type === 'AWS::DynamoDB::GlobalTable');
  const bytes = table ? await account.tableBytes(table.physicalId) : 0;
  return [
    `${name} in account ${number}, ${account.region}: its site, API, functions, workflows, schedules and alarms will be deleted.`,
    'Nobody can sign in any more, links in mails stop, sleeping workflows end.',
    '',
    'The data stays and goes on costing:',
    ...leftoverLines(left, bytes),
    '',
    'A new deployment begins with an empty table of its own: it does not find these by itself (docs/deploy.md says how).',
    'To be rid of the data too, delete each of these by hand; what is encrypted with a deleted key is lost.',
    '',
  ];
}

/** A failed deletion leaves the stack in place; it is protected again. */
async function gone(account: Account, name: string, pause: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const stack = await account.stack(name);
    if (!stack) return;
    if (!stack.status.endsWith('_IN_PROGRESS')) {
      await account.protect(name, true);
      throw new Error(
        `${name} could not be deleted (${stack.status}${stack.reason ? `: ${stack.reason}` : ''}). See its events in the CloudFormation console, then try again.`,
      );
    }
    await pause();
  }
}

if (import.meta.main)
  await command(async () => {
    const given = readArguments(process.argv.slice(2));
    const context = { ...(await contextOf(join(import.meta.dirname, '../../cdk.json'))), ...given.context };
    const name = Flags.shape.stackName.parse(context.stackName);
    return destroy({ ...(await outside(given)), pause: () => setTimeout(5000) }, name);
  });
