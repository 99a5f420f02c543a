import * as z from 'zod';

/** What the firm does for a living; it decides which words people read. */
export const professions = ['accounting', 'bookkeeping', 'law', 'consulting'] as const;
export const Profession = z.enum(professions);
export type Profession = z.output<typeof Profession>;

/** One thing and many of it, in lower case as in a sentence. */
export const Word = z
  .strictObject({ one: z.string().trim().min(1).max(40), many: z.string().trim().min(1).max(40) })
  .meta({ id: 'Word' });
type Word = z.output<typeof Word>;

/** What has a word of its own. The API's names stay, whatever the firm calls things. */
export const things = [
  'client',
  'contact',
  'group',
  'engagement',
  'letter',
  'service',
  'job',
  'task',
  'request',
  'invoice',
  'responsible',
  'manager',
] as const;
type Thing = (typeof things)[number];

const forEach = <T>(of: (thing: Thing) => T) =>
  Object.fromEntries(things.map((thing) => [thing, of(thing)])) as Record<Thing, T>;

export const Words = z.object(forEach(() => Word)).meta({ id: 'Words' });
export type Words = z.output<typeof Words>;

/** Words of the firm's own, instead of those of its profession. */
export const OwnWords = z.object(forEach(() => Word.optional())).meta({ id: 'OwnWords' });
export type OwnWords = z.output<typeof OwnWords>;

/** `null` gives a word back to the profession. */
export const WordsPatch = z.strictObject(forEach(() => Word.nullable().optional())).meta({ id: 'WordsPatch' });

const word = (one: string, many = `${one}s`): Word => ({ one, many });

const accounting: Words = {
  client: word('client'),
  contact: word('contact'),
  group: word('client group'),
  engagement: word('engagement'),
  letter: word('engagement letter'),
  service: word('service'),
  job: word('job'),
  task: word('task'),
  request: word('request'),
  invoice: word('invoice'),
  responsible: word('partner'),
  manager: word('manager'),
};

const lists: Record<Profession, Words> = {
  accounting,
  bookkeeping: { ...accounting, letter: word('service agreement'), responsible: word('account owner') },
  law: {
    ...accounting,
    group: word('client family', 'client families'),
    engagement: word('representation'),
    letter: word('fee agreement'),
    service: word('practice area'),
    job: word('matter'),
    invoice: word('bill'),
    responsible: word('responsible attorney'),
    manager: word('supervising attorney'),
  },
  consulting: {
    ...accounting,
    letter: word('statement of work', 'statements of work'),
    job: word('project'),
    responsible: word('engagement lead'),
    manager: word('project manager'),
  },
};

export const wordsOf = (profession: Profession, own: OwnWords = {}): Words =>
  forEach((thing) => own[thing] ?? lists[profession][thing]);

/** The firm's own words after a change of some; nothing where none is left. */
export function withWords(own: OwnWords = {}, patch: z.output<typeof WordsPatch>): OwnWords | null {
  const kept = Object.entries({ ...own, ...patch }).filter(([, one]) => one !== null && one !== undefined);
  return kept.length > 0 ? (Object.fromEntries(kept) as OwnWords) : null;
}
