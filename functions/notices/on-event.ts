import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Event } from '../../shared/events/chain.ts';
import type { Caller } from '../../shared/http/route.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Key, Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { kindOf } from '../chasing/kinds.ts';
import { clients } from '../clients/store.ts';
import { callerOf } from '../firm/authenticate.ts';
import { firms } from '../firm/store.ts';
import { letters } from '../letters/store.ts';
import { threads } from '../messages/store.ts';
import { organizers } from '../organizers/store.ts';
import { jobs, reviewNotes, schedules } from '../jobs/store.ts';
import { wants } from './choices.ts';
import { type About, distinct, type Draft, grouped, noticeOf } from './draft.ts';
import { expiryOf } from './notice.ts';
import { draftsOfJob, tellsOfJobs } from './of-job.ts';
import { draftsOfLadder, tellsOfLadders } from './of-ladder.ts';
import { draftsOfLetter, tellsOfLetters } from './of-letter.ts';
import { draftsOfOrganizer, tellsOfOrganizers } from './of-organizer.ts';
import { draftsOfThread, tellsOfThreads, threadOf } from './of-thread.ts';
import { draftsOfMail, tellsOfMails } from './of-mail.ts';
import { draftsOfSeries, SeriesState, tellsOfSeries } from './of-series.ts';
import { mails } from '../notifications/mail.ts';
import { isTold, keepNotice, markTold, noticeChoices } from './store.ts';

type Telling = { about: About; drafts: Draft[] };

async function ofJob(records: Records, event: Event): Promise<Telling | undefined> {
  const jobId = event.pk.slice('JOB#'.length);
  const noted = event.on
    .filter((sk) => sk.startsWith('REVIEW#'))
    .map((sk) => ({ jobId, id: sk.slice('REVIEW#'.length) }));
  const [job, schedule, notes] = await Promise.all([
    records.find(jobs, jobId),
    records.find(schedules, jobId),
    records.getMany(reviewNotes, noted),
  ]);
  if (!job || !schedule) return undefined;
  const { clientId } = job;
  return { about: { id: jobId, jobId, clientId }, drafts: draftsOfJob({ event, job, schedule, notes }) };
}

async function ofSeries(records: Records, { pk }: Event): Promise<Telling | undefined> {
  const [found] = await records.items([{ pk, sk: 'SERIES' }]);
  const series = SeriesState.safeParse(found).data;
  if (!series) return undefined;
  const { id, clientId } = series;
  const [client, firm] = await Promise.all([records.find(clients, clientId), records.get(firms, 'firm')]);
  const answers = client?.responsible ?? client?.manager;
  const people = answers === undefined ? firm.admins : [answers];
  return {
    about: { id, seriesId: id, clientId },
    drafts: draftsOfSeries(series, client?.name ?? 'a client', people),
  };
}

async function ofThread(records: Records, event: Event): Promise<Telling | undefined> {
  const thread = await records.find(threads, threadOf(event));
  if (!thread) return undefined;
  const { id, clientId } = thread;
  const client = await records.present(clients, clientId);
  return { about: { id, threadId: id, clientId }, drafts: draftsOfThread(event, thread, client?.name ?? 'a client') };
}

async function ofLetter(records: Records, event: Event): Promise<Telling | undefined> {
  const letter = await records.find(letters, event.pk.slice('LETTER#'.length));
  if (!letter) return undefined;
  const { id, clientId } = letter;
  const client = await records.present(clients, clientId);
  return { about: { id, letterId: id, clientId }, drafts: draftsOfLetter(event, letter, client?.name ?? 'a client') };
}

async function ofMail(records: Records, { type, pk }: Event): Promise<Telling | undefined> {
  const mail = await records.find(mails, pk.slice('MAIL#'.length));
  const clientId = mail?.clientIds?.[0];
  if (!mail || clientId === undefined) return undefined;
  const [client, firm] = await Promise.all([records.present(clients, clientId), records.get(firms, 'firm')]);
  const answers = [mail.writtenBy, client?.responsible ?? client?.manager].filter((one) => one !== undefined);
  const people = answers.length > 0 ? answers : firm.admins;
  return { about: { id: mail.id, clientId }, drafts: draftsOfMail(type, mail, client?.name ?? 'a client', people) };
}

async function ofOrganizer(records: Records, event: Event): Promise<Telling | undefined> {
  const organizer = await records.find(organizers, event.pk.slice('ORGANIZER#'.length));
  if (!organizer) return undefined;
  const { id, clientId } = organizer;
  const client = await records.present(clients, clientId);
  return {
    about: { id, organizerId: id, clientId },
    drafts: draftsOfOrganizer(organizer, client?.name ?? 'a client'),
  };
}

async function ofLadder(records: Records, { pk }: Event): Promise<Telling | undefined> {
  const id = pk.slice(pk.indexOf('#') + 1);
  const kind = kindOf(id);
  const [head] = await kind.some(records, [id]);
  const client = head && (await records.present(clients, head.clientId));
  if (!client) return undefined;
  const { jobId, clientId } = head;
  const where = kind.kind === 'organizer' ? { organizerId: id } : { jobId };
  return { about: { id, clientId, ...where }, drafts: draftsOfLadder(head, client) };
}

const kinds: readonly [tells: (type: string) => boolean, of: typeof ofJob][] = [
  [tellsOfJobs, ofJob],
  [tellsOfSeries, ofSeries],
  [tellsOfThreads, ofThread],
  [tellsOfLetters, ofLetter],
  [tellsOfMails, ofMail],
  [tellsOfOrganizers, ofOrganizer],
  [tellsOfLadders, ofLadder],
];

/** Someone of the team as they are now; nobody, where they have lost access. */
async function personOf(table: Table, memberId: string): Promise<Caller | undefined> {
  try {
    return await callerOf(table)(memberId, { evenEnded: false });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

async function tellOne(table: Table, drafts: readonly Draft[], about: About, event: Event): Promise<void> {
  const memberId = drafts[0]!.to;
  const [person, choices] = await Promise.all([
    personOf(table, memberId),
    systemRecords(table).find(noticeChoices, memberId),
  ]);
  if (!person || !mayRead(person, about.clientId === undefined ? [] : [about.clientId])) return;
  for (const draft of drafts)
    if (wants(choices, draft.kind)) await keepNotice(table, noticeOf(draft, about, event, instant()));
}

/** Tells people what an event means for them: once, however often it comes, and only who may see what it is about. */
export async function tell(table: Table, { type, pk, sk }: Key & { type: string }): Promise<void> {
  const [, drafted] = kinds.find(([tells]) => tells(type)) ?? [];
  if (!drafted) return;
  const event = (await table.get({ pk, sk }, { strong: true })) as Event | undefined;
  if (!event || expiryOf(event.at) * 1000 <= Date.parse(instant()) || (await isTold(table, event))) return;
  const records = systemRecords(table);
  const telling = await drafted(records, event);
  const drafts = telling ? distinct(telling.drafts, event) : [];
  const byPerson = grouped(drafts, ({ to }) => to);
  await Promise.all([...byPerson.values()].map((theirs) => tellOne(table, theirs, telling!.about, event)));
  await markTold(table, event);
}
