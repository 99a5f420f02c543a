import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../app.ts';
import { Flags } from '../flags.ts';
import { copyAssembly, readTemplate } from './assembly.ts';
import { indexesOf, indexSteps, type Step, withIndexes } from './index-steps.ts';
import type { Account, Terminal, Toolkit } from './ports.ts';

export type Release = {
  account: Account;
  terminal: Terminal;
  toolkit: Toolkit;
  /** Where the app is synthesized to. */
  assembly: string;
};

/** Rights that widen are shown and asked about, unless they were agreed to beforehand. */
export const approvalOf = (yes: boolean): string[] => ['--require-approval', yes ? 'never' : 'broadening'];

/** Synthesizes, and brings the stack to it in as many updates as its indexes need. */
export async function release(
  tools: Release,
  given: Record<string, unknown>,
  stack: string,
  approval: string[],
): Promise<void> {
  const { account, toolkit: cdk, assembly } = tools;
  await cdk(['synth', '--quiet', '--output', assembly, ...contextArguments(given)]);
  const wanted = await readTemplate(assembly, stack);
  const deployed = (await account.stack(stack)) ? await account.template(stack) : undefined;
  const steps = deployed ? indexSteps(indexesOf(deployed), indexesOf(wanted)) : [];
  if (deployed === undefined || steps.length === 1) await cdk(['deploy', stack, '--app', assembly, ...approval]);
  else
    await inSteps(
      tools,
      steps,
      { deployed, wanted },
      (app) => cdk(['deploy', stack, '--app', app, ...approval]),
      stack,
    );
}

async function inSteps(
  { terminal: { say }, assembly }: Release,
  steps: Step[],
  templates: Record<Step['base'], Template>,
  update: (assembly: string) => Promise<void>,
  stack: string,
): Promise<void> {
  say(
    `${steps.length} updates, as CloudFormation changes one index at a time:`,
    ...steps.map(({ does }) => `  ${does}`),
  );
  const work = await mkdtemp(join(tmpdir(), 'firmament-deploy-'));
  try {
    for (const [at, { base, indexes, does }] of steps.entries()) {
      say('', `${at + 1} of ${steps.length}: ${does}`);
      const other = templates[base === 'wanted' ? 'deployed' : 'wanted'];
      const app = join(work, String(at));
      await copyAssembly(assembly, app, stack, withIndexes(templates[base], indexes, other));
      await update(app);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The flags for the toolkit; what else stands in cdk.json it reads itself. */
const contextArguments = (given: Record<string, unknown>): string[] =>
  Object.entries(given)
    .filter(([name]) => Object.hasOwn(Flags.shape, name))
    .flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);
