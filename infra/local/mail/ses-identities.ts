import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../aws-api.ts';
import { badRequest } from './ses-address.ts';

export type Identities = {
  create: (identity: string) => void;
  remove: (identity: string) => void;
  list: () => string[];
  /** Whether mail may be sent from, or in the sandbox to, this address. */
  covers: (address: string) => boolean;
};

/** The stack's identities and those made by call. Nobody is there to answer a mail: all count as verified at once. */
export function identities(store: DatabaseSync, ofStack: readonly string[]): Identities {
  store.exec('CREATE TABLE IF NOT EXISTS ses_identity (name TEXT PRIMARY KEY) WITHOUT ROWID');
  const made = () => store.prepare('SELECT name FROM ses_identity ORDER BY name').all();
  const list = () => [...new Set([...ofStack, ...made().map((row) => row['name'] as string)])];
  return {
    list,
    create(identity) {
      if (!/^(?:[^@\s]+@)?[^@\s.]+(?:\.[^@\s.]+)+$/.test(identity))
        throw badRequest(`Invalid email identity: ${JSON.stringify(identity)}`);
      if (list().includes(identity))
        throw new AwsError('AlreadyExistsException', `Email identity ${identity} already exists.`);
      store.prepare('INSERT INTO ses_identity (name) VALUES (?)').run(identity);
    },
    remove(identity) {
      store.prepare('DELETE FROM ses_identity WHERE name = ?').run(identity);
    },
    covers(address) {
      const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
      return list().some((name) =>
        name.includes('@')
          ? name.toLowerCase() === address.toLowerCase()
          : domain === name.toLowerCase() || domain.endsWith(`.${name.toLowerCase()}`),
      );
    },
  };
}
