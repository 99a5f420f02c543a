import { notFound } from '../../shared/errors.ts';
import type { Tail } from '../../shared/events/chain.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Item as Row, Table } from '../../shared/table/table.ts';
import { clients } from '../clients/store.ts';
import { partitionOfJob } from '../jobs/store.ts';
import { sends, sentBy } from '../requests/holders.ts';
import { OrganizerAnswer } from './answer.ts';
import { isOver, Organizer, type OrganizerStatus } from './organizer.ts';
import { getVersion } from './questionnaire-store.ts';
import { type ReadSection, readSections } from './when.ts';

const partition = (id: string) => `ORGANIZER#${id}`;
const listed = 'ORGANIZER';

export const organizers = entity({
  name: 'organizer',
  schema: Organizer,
  key: (id: string) => ({ pk: partition(id), sk: 'ORGANIZER' }),
  id: ({ id }) => id,
  indexes: (organizer) => {
    const { id, clientId, jobId, status, dueOn, nextAt, erasedAt } = organizer;
    return {
      ...(erasedAt === undefined && { byStatusPk: listed, byStatusSk: `${status}#${dueOn}#${id}` }),
      // Those that go on come before those that are over, each newest first.
      byClientPk: clients.key(clientId).pk,
      byClientSk: `ORGANIZER#${isOver(organizer) ? 0 : 1}#${id}`,
      ...(jobId !== undefined && { byJobPk: partitionOfJob(jobId), byJobSk: `ORGANIZER#${id}` }),
      ...(nextAt !== undefined && erasedAt === undefined && { byNextPk: listed, byNextSk: `${nextAt}#${id}` }),
    };
  },
  clientIds: ({ clientId }) => [clientId],
  holders: (organizer) => sends(organizer, !isOver(organizer) && organizer.erasedAt === undefined),
  handOver: sentBy,
});

type AnswerId = { organizerId: string; question: string };

/** Each answer has a record, and so a version, of its own: two people who answer two questions do not meet. */
export const organizerAnswers = entity({
  name: 'organizer answer',
  schema: OrganizerAnswer,
  key: ({ organizerId, question }: AnswerId) => ({ pk: partition(organizerId), sk: `ANSWER#${question}` }),
  id: ({ organizerId, question }) => ({ organizerId, question }),
  clientIds: ({ clientId }) => [clientId],
});

export type Answers = ReadonlyMap<string, Stored<OrganizerAnswer>>;
export type Given = { organizer: Stored<Organizer>; answers: Answers };
export type Whole = Given & { sections: ReadSection[]; intro: string | undefined };
export type WholeOrganizer = Whole & { tail: Tail };

/** Everything in the partition of an organizer. */
export async function recordsIn(records: Records, id: string): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.page({ pk: partition(id), range: { below: '~' }, strong: true }, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** An organizer with what was answered, and not what is asked. */
export async function readGiven(records: Records, id: string): Promise<Given> {
  const found = await recordsIn(records, id);
  const [organizer] = found.filter((item) => item.entity === organizers.name).map(organizers.read);
  if (!organizer) throw notFound(organizers.name, id);
  const answers = found.filter((item) => item.entity === organizerAnswers.name).map(organizerAnswers.read);
  return { organizer, answers: new Map(answers.map((answer) => [answer.question, answer])) };
}

/** The same with the version of the questionnaire that it asks. */
export async function readOrganizer(records: Records, id: string): Promise<Whole> {
  const given = await readGiven(records, id);
  const { id: questionnaireId, n } = given.organizer.questionnaire;
  const { content } = await getVersion(records, { questionnaireId, n });
  return { ...given, sections: readSections(content), intro: content.intro };
}

/** The same, to be changed: its tail first. */
export async function loadOrganizer(records: Records, id: string): Promise<WholeOrganizer> {
  const tail = await records.tail(partition(id));
  return { tail, ...(await readOrganizer(records, id)) };
}

type Page = { limit: number; cursor?: string | undefined };
const read = ({ items, next }: Awaited<ReturnType<Records['page']>>) => ({
  items: items.map(organizers.read),
  ...(next !== undefined && { next }),
});

const range = { prefix: `${listed}#` };

/** Of a client: those that go on first, then those that are over, each newest first. */
export async function organizersOfClient(records: Records, clientId: string, { limit, cursor }: Page) {
  const query = { index: 'byClient', pk: clients.key(clientId).pk, range, limit, newestFirst: true } as const;
  const [page] = await Promise.all([records.page(query, cursor), records.get(clients, clientId)]);
  return read(page);
}

/** Of a job, newest first. */
export const organizersOfJob = async (records: Records, jobId: string, { limit, cursor }: Page) =>
  read(await records.page({ index: 'byJob', pk: partitionOfJob(jobId), range, limit, newestFirst: true }, cursor));

/** Of all clients in one state, by the day on which they are due. */
export const organizersIn = async (records: Records, { status, limit, cursor }: Page & { status: OrganizerStatus }) =>
  read(await records.page({ index: 'byStatus', pk: listed, range: { prefix: `${status}#` }, limit }, cursor));

const mostClients = 50;
const mostOfClient = 50;

/** What goes on with these clients, of each in turn. */
export async function goingOnFor(records: Records, clientIds: readonly string[]): Promise<Stored<Organizer>[]> {
  const pages = await Promise.all(
    clientIds.slice(0, mostClients).map((clientId) =>
      records.page({
        index: 'byClient',
        pk: clients.key(clientId).pk,
        range: { prefix: `${listed}#1#` },
        limit: mostOfClient,
        newestFirst: true,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(organizers.read));
}

/** Organizers that have come up, to be sent or reminded of; the index may lag, and each is looked at again. */
export async function comeUp(table: Table, now: string, from: Row | undefined) {
  const page = await table.query({ index: 'byNext', pk: listed, range: { below: `${now}~` }, limit: 100, from });
  const ids = page.items.map((item) => item.pk.slice(partition('').length));
  return { ids, ...(page.last && { last: page.last }) };
}
