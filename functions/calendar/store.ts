import { DomainError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { entity } from '../../shared/table/entity.ts';
import { type Records, recordsOf, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { hashOfToken } from '../../shared/tokens.ts';
import { callerOf } from '../firm/authenticate.ts';
import { firms, members } from '../firm/store.ts';
import { DueRow } from '../jobs/due-row.ts';
import { type Job, Status } from '../jobs/job.ts';
import { jobs } from '../jobs/store.ts';
import type { Dates } from './dates.ts';
import { Feed, tokenIn } from './feed.ts';

const keyOfToken = (tokenHash: string) => `calendar#${tokenHash}`;

export const feeds = entity({
  name: 'calendar feed',
  schema: Feed,
  key: (memberId: string) => ({ pk: members.key(memberId).pk, sk: 'CALENDAR' }),
  id: ({ memberId }) => memberId,
  // Through this the token leads to its person, until another one takes its place.
  unique: ({ tokenHash }) =>
    tokenHash === undefined
      ? []
      : [{ key: keyOfToken(tokenHash), field: 'token', says: 'This address is taken; make another' }],
});

const meOf = async (records: Records) => (await records.reader()) as Caller;

export const myFeed = async (records: Records) => records.find(feeds, (await meOf(records)).id);

/** Someone's own feed with the chain it stands in, its tail read first. */
export async function loadMyFeed(records: Records) {
  const { id } = await meOf(records);
  const tail = await records.tail(members.key(id).pk);
  return { memberId: id, tail, feed: await records.find(feeds, id) };
}

const noCalendar = () => new DomainError('not-found', 'There is no calendar at this address');

/** Whose calendar a token opens. One that never was, was taken away, or whose person has lost access opens none. */
async function ownerOf(table: Table, file: string): Promise<Caller> {
  const tokenHash = hashOfToken(tokenIn(file));
  const claim = await table.get({ pk: `UNIQUE#${keyOfToken(tokenHash)}`, sk: 'UNIQUE' }, { strong: true });
  if (!claim) throw noCalendar();
  const memberId = (claim.holder as string).slice('MEMBER#'.length);
  const feed = await systemRecords(table).find(feeds, memberId);
  if (feed?.tokenHash !== tokenHash) throw noCalendar();
  try {
    return await callerOf(table)(memberId, { evenEnded: false });
  } catch (error) {
    throw error instanceof DomainError && error.code === 'unauthenticated' ? noCalendar() : error;
  }
}

const mostTasks = 500;
const mostJobs = 100;
const underWay = Status.options.filter((status) => status !== 'done' && status !== 'cancelled');

/** The jobs that someone leads, of one state, the first due first. */
async function ledBy(records: Records, memberId: string, status: Job['status']): Promise<Job[]> {
  const range = { from: `JOB#${status}#`, to: `JOB#${status}#9999` };
  const { items } = await records.page({ index: 'byPerson', pk: memberId, range, limit: mostJobs });
  return items.map(jobs.read);
}

/** What is due for someone, behind their walls. */
export async function datesFor(table: Table, file: string): Promise<Dates> {
  const owner = await ownerOf(table, file);
  const records = recordsOf(table, owner);
  const [firm, tasks, ...led] = await Promise.all([
    records.get(firms, 'firm'),
    records.page({ index: 'byPerson', pk: owner.id, range: { from: 'DUE#', to: 'DUE#9999' }, limit: mostTasks }),
    ...underWay.map((status) => ledBy(records, owner.id, status)),
  ]);
  return { firm, tasks: tasks.items.map((item) => DueRow.parse(item)), jobs: led.flat() };
}
