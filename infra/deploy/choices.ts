import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Flags, readFlags } from '../flags.ts';
import { confirm, type Terminal } from './ports.ts';

export type Arguments = {
  /** The flags of this call: `-c name=value`. */
  context: Record<string, string>;
  profile?: string;
  region?: string;
  /** Agrees to what costs nothing and can be undone: a raised quota, bootstrapping, the deployment itself. */
  yes: boolean;
};

export function readArguments(argv: string[]): Arguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      context: { type: 'string', short: 'c', multiple: true, default: [] },
      profile: { type: 'string' },
      region: { type: 'string' },
      yes: { type: 'boolean', short: 'y', default: false },
    },
  });
  const context = Object.fromEntries(
    values.context.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new Error(`“-c ${pair}” is not a flag: write -c name=value`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  return { context, profile: values.profile, region: values.region, yes: values.yes };
}

export type FlagName = keyof typeof Flags.shape;

/** Required flags that nobody has given, with what each is for. */
export function missingFlags(given: Record<string, unknown>): { name: FlagName; meaning: string }[] {
  const issues = Flags.safeParse(given).error?.issues ?? [];
  return issues
    .map(({ path }) => path[0] as FlagName)
    .filter((name) => !Object.hasOwn(given, name))
    .map((name) => ({ name, meaning: Flags.shape[name].description ?? '' }));
}

/** The complete flags: what is missing is asked for, again until the answer is right. Refused where nobody can answer. */
export async function completeFlags(given: Record<string, unknown>, terminal: Terminal) {
  const complete = { ...given };
  const missing = missingFlags(given);
  if (missing.length > 0 && !terminal.interactive)
    throw new Error(
      [
        'These flags are missing, and nobody is here to be asked:',
        ...missing.map(({ name, meaning }) => `  -c ${name}='…'  ${meaning}`),
      ].join('\n'),
    );
  for (const { name, meaning } of missing) complete[name] = await askUntilRight(name, meaning, terminal);
  const flags = readFlags(complete);
  if (flags.local) throw new Error('The flag local is for the local cloud: it weakens sign-in. Deploy without it.');
  return { given: complete, flags };
}

async function askUntilRight(name: FlagName, meaning: string, terminal: Terminal): Promise<unknown> {
  terminal.say(meaning);
  for (;;) {
    const answer = (await terminal.ask(`${name}: `)).trim();
    const result = Flags.shape[name].safeParse(answer);
    if (result.success) return result.data;
    terminal.say(`  ${result.error.issues.map(({ message }) => message).join('; ')}`);
  }
}

type Project = { context?: Record<string, unknown> } & Record<string, unknown>;

export const contextOf = async (file: string): Promise<Record<string, unknown>> =>
  ((JSON.parse(await readFile(file, 'utf8')) as Project).context ??= {});

/**
 * Offers to write the flags into cdk.json: a later deployment without one of them would undo it, and take back the
 * domain, say.
 */
export async function keepFlags(file: string, given: Record<string, unknown>, terminal: Terminal): Promise<void> {
  const project = JSON.parse(await readFile(file, 'utf8')) as Project;
  const loose = Object.entries(given).filter(([name, value]) => project.context?.[name] !== value);
  if (loose.length === 0 || !terminal.interactive) return;
  terminal.say('Not in cdk.json yet:', ...loose.map(([name, value]) => `  ${name} = ${String(value)}`));
  if (!(await confirm(terminal, 'Keep these flags in cdk.json, so that the next deployment has them too?'))) return;
  const kept = { ...project, context: { ...project.context, ...given } };
  await writeFile(file, `${JSON.stringify(kept, undefined, 2)}\n`);
}
