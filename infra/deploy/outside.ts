import { LambdaClient } from '@aws-sdk/client-lambda';
import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { awsAccount } from './aws.ts';
import type { Arguments } from './choices.ts';
import type { Account, Dns, Terminal, Toolkit } from './ports.ts';

const root = join(import.meta.dirname, '../..');

/** The real account, keyboard, toolkit and DNS, in the profile and region that were given or that AWS's own settings name. */
export async function outside({ profile, region: given }: Pick<Arguments, 'profile' | 'region'>): Promise<{
  account: Account;
  terminal: Terminal;
  toolkit: Toolkit;
  dns: Dns;
}> {
  // Before the first client: the SDK and the toolkit both read it from here.
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  const region = given ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? (await profileRegion());
  const environment = { AWS_REGION: region, AWS_DEFAULT_REGION: region };
  return { account: awsAccount(region), terminal: terminal(), toolkit: toolkit(environment), dns: dns() };
}

/** Runs a command for a person: an error is a sentence, not a stack trace. Its result is the exit code. */
export async function command(run: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await run()) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(
      error.name === 'CredentialsProviderError'
        ? `AWS does not know you: sign in first (“aws sso login”, or “aws configure”), and give --profile if it is not the default one. ${error.message}`
        : error.message,
    );
    process.exitCode = 1;
  }
}

async function profileRegion(): Promise<string> {
  try {
    return await new LambdaClient({}).config.region();
  } catch (error) {
    throw new Error('In which region? Give --region us-east-1, say, or set one with “aws configure”', { cause: error });
  }
}

function terminal(): Terminal {
  return {
    interactive: process.stdin.isTTY && process.stdout.isTTY,
    say: (...lines) => {
      for (const line of lines) console.log(line);
    },
    ask: async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stdout });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
  };
}

/** The repository's own version of the toolkit: another one may not read what this one's library writes. */
function toolkit(environment: Record<string, string>): Toolkit {
  const command = join(root, 'node_modules/aws-cdk/bin/cdk');
  return (args) =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, ...environment };
      const child = spawn(process.execPath, [command, ...args], { cwd: root, env, stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`“cdk ${args[0]}” has failed: its reason stands above`)),
      );
    });
}

const absent = new Set(['ENOTFOUND', 'ENODATA']);

function dns(): Dns {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  const answers = async (asked: Promise<string[]>): Promise<string[]> => {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof Error && 'code' in error && absent.has(String(error.code))) return [];
      throw error;
    }
  };
  return {
    A: (name) => answers(resolver.resolve4(name)),
    CNAME: (name) => answers(resolver.resolveCname(name)),
    TXT: (name) => answers(resolver.resolveTxt(name).then((all) => all.map((chunks) => chunks.join('')))),
    MX: (name) =>
      answers(resolver.resolveMx(name).then((all) => all.map(({ priority, exchange }) => `${priority} ${exchange}`))),
  };
}
