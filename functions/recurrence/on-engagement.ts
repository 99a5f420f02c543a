import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { Found, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item, Table, Write } from '../../shared/table/table.ts';
import { type Engagement, statusOf } from '../engagements/engagement.ts';
import type { Service } from '../engagements/service.ts';
import { engagements } from '../engagements/store.ts';
import { firmOf } from '../jobs/acting.ts';
import { queueMail } from '../notifications/mail.ts';
import { begun, loadBeginning } from './beginning.ts';
import { authorFor, loadSource } from './create-due.ts';
import { seriesEvent } from './events.ts';
import { toTell } from './failing.ts';
import { follow } from './follow.ts';
import { oneTime } from './one-time.ts';
import { firstPeriod, periodAfter } from './rhythm.ts';
import { NewSeries } from './series.ts';
import { idOfKey } from '../templates/store.ts';
import { loadSeries, seriesOfEngagement, seriesRecords } from './store.ts';
import { allWaiting, isWaiting, type Waiting, waits, waitsNoMore } from './waiting.ts';

/** What is done as it is asked for begins with someone asking. */
const begins = ({ template, frequency, isPaused }: Service): boolean =>
  template !== undefined && !isPaused && frequency !== 'as-needed';

/** A service is begun by itself once, however often its engagement is heard of; who ends its series has it ended. */
const once = (engagementId: string, serviceId: string): Write => ({
  put: {
    pk: `IDEMPOTENCY#system#series#${engagementId}#${serviceId}`,
    sk: 'IDEMPOTENCY',
    entity: 'idempotency',
  },
  if: 'absent',
});

/** What recurs of a service from now on; a period that has its job already is left to that. */
async function recurring(records: Records, { id, clientId }: Engagement, serviceId: string, now: string) {
  const asked = NewSeries.parse({ engagementId: id, serviceId, end: { kind: 'engagement' } });
  const loaded = await loadBeginning(records, clientId, asked);
  if (!loaded.rhythm) return undefined;
  const how = { id: newId('series'), now };
  if (!loaded.hasJob) return begun(asked, loaded, how);
  const current = firstPeriod(loaded.rhythm, loaded.first!);
  const first = periodAfter(loaded.rhythm, current).start;
  return begun({ ...asked, first }, { ...loaded, hasJob: false }, how);
}

async function seriesFor(records: Records, engagement: Engagement, { id }: Service, now: string): Promise<Decided[]> {
  const series = await recurring(records, engagement, id, now);
  if (!series) return [];
  const created = seriesRecords.create(series);
  return [seriesEvent('series.begun', start(created.item.pk), [created])];
}

async function couldNot(records: Records, { clientId }: Engagement, service: Service, why: string, now: string) {
  const { client, people } = await toTell(records, await firmOf(records), clientId);
  const { name, frequency } = service;
  const [has, could, by] =
    frequency === 'once'
      ? ['has no job yet', 'begin', 'Begin its job by hand']
      : ['does not recur yet', 'be made to recur', 'Begin its series by hand'];
  const subject = `${name} for ${client?.name ?? 'a client'} ${has}`.slice(0, 200);
  const text = `The work of an engagement has begun, but its service ${name} could not ${could}: ${why}\n\n${by} once that is put right.`;
  return people.map(({ mail: to }) => queueMail({ to, subject, text, clientIds: [clientId] }, newId('mail'), now));
}

/** False while it has to wait for its letter: it is looked at again when that may have changed. */
async function beginService(table: Table, engagement: Engagement, service: Service): Promise<boolean> {
  const records = systemRecords(table);
  const author = authorFor(engagement.id, instant());
  const decide = service.frequency === 'once' ? oneTime : seriesFor;
  return again(async () => {
    try {
      const decided = await decide(records, engagement, service, author.at);
      if (decided) await write(table, decided, author, once(engagement.id, service.id));
      else await table.write([waits({ engagementId: engagement.id, serviceId: service.id })]);
      return decided !== undefined;
    } catch (error) {
      // Begun before, by this or by hand.
      if (error instanceof Found || (error instanceof DomainError && error.details.field === 'serviceId')) return true;
      if (!(error instanceof DomainError) || error.details.retryAfter !== undefined) throw error;
      const told = await couldNot(records, engagement, service, error.message, author.at);
      await write(table, told, author, once(engagement.id, service.id)).catch((again_: unknown) => {
        if (!(again_ instanceof Found)) throw again_;
      });
      return true;
    }
  });
}

/** The work of an engagement has begun, or more of it was agreed: what recurs of it does from now on, the rest once. */
export async function onActivated(table: Table, engagementId: string): Promise<void> {
  const records = systemRecords(table);
  const engagement = await records.find(engagements, engagementId);
  if (!engagement || statusOf(engagement) !== 'active') return;
  const had = new Set((await seriesOfEngagement(records, engagement)).map(({ serviceId }) => serviceId));
  for (const service of engagement.services.filter((one) => begins(one) && !had.has(one.id))) {
    // A service may name a template that the firm has not made, or not yet: that is no failure to write to anyone about.
    if ((await idOfKey(records, service.template!)) === undefined) continue;
    await beginService(table, engagement, service);
  }
}

/** What is done once and waits for its letter begins, unless it still has to wait; what is not to begin any more waits no more. */
async function onWaiting(table: Table, of: Waiting): Promise<void> {
  const engagement = await systemRecords(table).find(engagements, of.engagementId);
  const service = engagement?.services.find(({ id }) => id === of.serviceId);
  const isWanted = engagement && service && begins({ ...service, isPaused: false }) && statusOf(engagement) !== 'ended';
  if (isWanted) {
    const isResting = statusOf(engagement) !== 'active' || service.isPaused === true;
    if (isResting || !(await beginService(table, engagement, service))) return;
  }
  await table.write([waitsNoMore(of)]);
}

/** All of the firm that waits for a letter is looked at again: false if that took longer. */
export async function onAllWaiting(table: Table, until: number): Promise<boolean> {
  let from: Item | undefined;
  do {
    const page = await allWaiting(table, 100, from);
    for (const waiting of page.items) {
      if (performance.now() > until) return false;
      await onWaiting(table, waiting);
    }
    from = page.last;
  } while (from);
  return true;
}

/** The letter of an engagement is signed, or it goes on after a rest. */
export async function onWaitingOf(table: Table, { id: engagementId, services }: Engagement): Promise<void> {
  for (const { id: serviceId } of services.filter(({ frequency }) => frequency === 'once'))
    if (await isWaiting(table, { engagementId, serviceId })) await onWaiting(table, { engagementId, serviceId });
}

/** A service that waits for a letter may have rested, and goes on. */
export async function onServiceChanged(table: Table, engagementId: string): Promise<void> {
  const engagement = await systemRecords(table).find(engagements, engagementId);
  if (engagement) await onWaitingOf(table, engagement);
}

/** An engagement rests, goes on or has ended: its series do the same, and what waits for a letter. */
export async function onEngagement(table: Table, engagementId: string): Promise<void> {
  const records = systemRecords(table);
  const engagement = await records.find(engagements, engagementId);
  if (!engagement) return;
  await onWaitingOf(table, engagement);
  for (const { id } of await seriesOfEngagement(records, engagement)) {
    const author = authorFor(id, instant());
    await again(async () => {
      const loaded = await loadSeries(records, id);
      const source = await loadSource(records, loaded.series);
      const decided = follow(loaded, source, author.at);
      if (decided) await write(table, [decided], author);
    });
  }
}
