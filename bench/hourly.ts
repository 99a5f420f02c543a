import { readFileSync } from 'node:fs';
import type { Definition } from '../infra/local/states/machine.ts';
import { quiet, startEngine } from '../test/infra/local/states/support.ts';
import type { Deployment } from './deployment.ts';

const released = (name: string) =>
  JSON.parse(readFileSync(new URL(`../test/workflows/released/${name}.json`, import.meta.url), 'utf8')) as Definition;

/** An execution of a machine whose function has nothing to do: the states that it enters. */
async function transitionsOf(definition: Definition): Promise<number> {
  const { engine, start } = startEngine({ definitions: definition, functions: { any: () => nothingLeft } });
  const arn = start({});
  await quiet(engine);
  if (engine.execution(arn).status !== 'SUCCEEDED') throw new Error('A machine that has nothing to do failed');
  return engine.history(arn).filter(({ type }) => type.endsWith('StateEntered')).length;
}
const nothingLeft = { more: false, done: true };

/** What an hour takes in which nothing is to be done: every schedule calls one function once. */
export async function idleHour({ numberOf }: Deployment): Promise<{ transitions: number; calls: number }> {
  const each = await Promise.all(['seal-1', 'recurring-work-1'].map((name) => transitionsOf(released(name))));
  return { transitions: each.reduce((sum, one) => sum + one, 0), calls: numberOf('AWS::Scheduler::Schedule') };
}
