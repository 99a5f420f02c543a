import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const roles = ['admin', 'manager', 'member', 'guest'];
const people: Record<string, string> = { admin: 'eleanor', manager: 'marcus', member: 'priya', guest: 'owen' };

/** Prints a bearer token of a demo user of the local cloud: `npm run token -- admin`, or of anyone by mail address. */
async function token(who = 'admin'): Promise<string> {
  const mail = who.includes('@') ? who : `${people[who] ?? who}@larkfieldrowe.example`;
  const directory = process.env.LOCAL_DIRECTORY ?? join(import.meta.dirname, '..', '.local');
  let url: string;
  try {
    url = readFileSync(join(directory, 'url'), 'utf8');
  } catch {
    throw new Error('The local cloud is not running: npm start');
  }
  const answer = await fetch(`${url}/local/token?member=${encodeURIComponent(mail)}`, { method: 'POST' });
  const { token: found, message } = (await answer.json()) as { token?: string; message?: string };
  if (found === undefined) throw new Error(`No token for ${mail}: ${message}. Roles are ${roles.join(', ')}.`);
  return found;
}

try {
  process.stdout.write(`${await token(process.argv[2])}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
