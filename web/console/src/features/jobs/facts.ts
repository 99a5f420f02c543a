import type { Job } from '../../lib/jobs.ts';

export type Outside = { fact: string; says: string };

const known: Readonly<Record<string, string>> = {
  'letter.signed': 'The letter is signed',
  'trust.received': 'The advance is in the trust account',
  'invoice.paid': 'The invoice is paid',
};

const isOutside = (ref: string) => ref in known || /^(?:request|job)\./.test(ref);

function sayFact(fact: string): string {
  const request = /^request\.(.+)$/.exec(fact)?.[1];
  return known[fact] ?? (request ? `The client has answered “${request}”` : fact.replace(/^job\./, 'Done elsewhere: '));
}

/** What the tasks of a job wait for that happens outside it, and has not happened yet. */
export function waitedFor({ tasks, facts = {} }: Job): Outside[] {
  const refs = tasks.flatMap(({ blockedBy }) => blockedBy.map(({ after }) => after)).filter(isOutside);
  return [...new Set(refs)].filter((fact) => facts[fact] === undefined).map((fact) => ({ fact, says: sayFact(fact) }));
}

export const happened = ({ facts = {} }: Job) =>
  Object.entries(facts).map(([fact, { on, by }]) => ({ says: sayFact(fact), on, by }));
