import type { Event } from '../../shared/events/chain.ts';
import { prefixes } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { clients } from '../clients/store.ts';
import type { Document } from '../documents/document.ts';
import { documents } from '../documents/store.ts';
import { mayDecide } from '../documents/view.ts';
import { personOf } from '../firm/authenticate.ts';
import { firms, members } from '../firm/store.ts';
import { letters } from '../letters/store.ts';
import { threads } from '../messages/store.ts';
import { organizers } from '../organizers/store.ts';
import { jobs, reviewNotes, schedules } from '../jobs/store.ts';
import { requestItems, requests } from '../requests/store.ts';
import type { About, Draft } from './draft.ts';
import { draftsOfDocument, isNewsOf, tellsOfDocuments } from './of-document.ts';
import { draftsOfJob, tellsOfJobs } from './of-job.ts';
import { draftsOfLetter, tellsOfLetters } from './of-letter.ts';
import { draftsOfOrganizer, tellsOfOrganizers } from './of-organizer.ts';
import { draftsOfRequest, itemsIn, sends, tellsOfRequests } from './of-request.ts';
import { draftsOfThread, tellsOfThreads, threadOf } from './of-thread.ts';
import { draftsOfMail, tellsOfMails } from './of-mail.ts';
import { draftsOfSeries, SeriesState, tellsOfSeries } from './of-series.ts';
import { mails } from '../notifications/mail.ts';
import { beginsSitting } from './store.ts';
import { toldOfChased } from './telling-chased.ts';

export type Telling = { about: About; drafts: Draft[] };

/** What the one of the team who did it is called. Nobody else is named: their names would outlive their erasure here. */
async function nameOfActor(records: Records, { actor }: Pick<Event, 'actor'>): Promise<string | undefined> {
  return actor.startsWith(prefixes.member) ? (await records.find(members, actor))?.name : undefined;
}

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
  const happened = { event, job, schedule, notes };
  // Most of what happens in a job tells nobody anything: whose it is and who did it are read where it does.
  if (draftsOfJob(happened).length === 0) return undefined;
  const [client, who] = await Promise.all([
    clientId === undefined ? undefined : records.present(clients, clientId),
    nameOfActor(records, event),
  ]);
  const drafts = draftsOfJob({ ...happened, who, clientName: client?.name });
  return { about: { id: jobId, jobId, clientId }, drafts };
}

async function ofSeries(records: Records, { pk, actor }: Event): Promise<Telling | undefined> {
  const [found] = await records.items([{ pk, sk: 'SERIES' }]);
  const series = SeriesState.safeParse(found).data;
  if (!series) return undefined;
  const { id, clientId } = series;
  const [client, firm, who] = await Promise.all([
    records.find(clients, clientId),
    records.get(firms, 'firm'),
    nameOfActor(records, { actor }),
  ]);
  const answers = client?.responsible ?? client?.manager;
  const people = answers === undefined ? firm.admins : [answers];
  return {
    about: { id, seriesId: id, clientId },
    drafts: draftsOfSeries(series, client?.name ?? 'a client', people, who),
  };
}

async function ofThread(records: Records, event: Event): Promise<Telling | undefined> {
  const thread = await records.find(threads, threadOf(event));
  if (!thread) return undefined;
  const { id, clientId } = thread;
  const [client, who] = await Promise.all([records.present(clients, clientId), nameOfActor(records, event)]);
  const drafts = draftsOfThread(event, thread, client?.name ?? 'a client', who);
  return { about: { id, threadId: id, clientId }, drafts };
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

async function ofRequest(records: Records, event: Event, table: Table): Promise<Telling | undefined> {
  const request = await records.find(requests, event.pk.slice('REQUEST#'.length));
  if (!request) return undefined;
  const { id, clientId } = request;
  const [client, items] = await Promise.all([
    records.present(clients, clientId),
    records.getMany(
      requestItems,
      itemsIn(event).map((itemId) => ({ requestId: id, id: itemId })),
    ),
  ]);
  const isFirst = sends(event) && (await beginsSitting(table, event, id));
  const drafts = draftsOfRequest({ event, request, items, client, beginsSitting: isFirst });
  return { about: { id, requestId: id, clientId }, drafts };
}

/** Who asked for a file, where someone did. */
async function askedBy(records: Records, { about }: Document): Promise<string | undefined> {
  if (about === undefined) return undefined;
  const asked = await ('requestId' in about
    ? records.find(requests, about.requestId)
    : records.find(organizers, about.organizerId));
  return asked?.senderId;
}

/** Whether one of them can decide on a file of this client. */
async function canDecide(table: Table, people: readonly string[], clientId: string): Promise<boolean> {
  const found = await Promise.all(people.map((id) => personOf(table, id)));
  return found.some((person) => person && mayDecide(person) && mayRead(person, [clientId]));
}

async function ofDocument(records: Records, event: Event, table: Table): Promise<Telling | undefined> {
  const document = await records.find(documents, event.pk.slice('DOCUMENT#'.length));
  if (!document || !isNewsOf(event, document)) return undefined;
  const { id, clientId, addedBy, status } = document;
  const [client, firm, sender] = await Promise.all([
    records.present(clients, clientId),
    records.get(firms, 'firm'),
    askedBy(records, document),
  ]);
  const named = [addedBy, sender, client?.responsible, client?.manager].filter((one) => one?.startsWith('mem_'));
  const hear = [...new Set(named as string[])];
  const isEnough = status === 'held' ? await canDecide(table, hear, clientId) : hear.length > 0;
  const people = isEnough ? hear : [...hear, ...firm.admins];
  const isSent = status === 'released';
  const isFirst = isSent && (await beginsSitting(table, { ...event, actor: addedBy }, clientId));
  const about = { id, documentId: id, clientId };
  const clientName = client?.name ?? 'a client';
  return { about, drafts: draftsOfDocument(document, { clientName, people, beginsSitting: isFirst }) };
}

type Of = (records: Records, event: Event, table: Table) => Promise<Telling | undefined>;
export type Tells = readonly [tells: (type: string) => boolean, of: Of];

/** What each event of a type that tells people anything comes to. */
export const kinds: readonly Tells[] = [
  [tellsOfJobs, ofJob],
  [tellsOfSeries, ofSeries],
  [tellsOfThreads, ofThread],
  [tellsOfLetters, ofLetter],
  [tellsOfMails, ofMail],
  [tellsOfOrganizers, ofOrganizer],
  [tellsOfRequests, ofRequest],
  [tellsOfDocuments, ofDocument],
  ...toldOfChased,
];
