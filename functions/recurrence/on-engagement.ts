import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { Found, write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table, Write } from '../../shared/table/table.ts';
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
import { firstPeriod, periodAfter } from './rhythm.ts';
import { NewSeries } from './series.ts';
import { idOfKey } from '../templates/store.ts';
import { loadSeries, seriesOfEngagement, seriesRecords } from './store.ts';

const recurs = ({ template, frequency, isPaused }: Service): boolean =>
  template !== undefined && !isPaused && frequency !== 'once' && frequency !== 'as-needed';

/** A service is begun by itself once, however often its engagement is heard of; who ends its series has it ended. */
const once = (engagementId: string, serviceId: string): Write => ({
  put: { pk: `IDEMPOTENCY#system#series#${engagementId}#${serviceId}`, sk: 'IDEMPOTENCY', entity: 'idempotency' },
  if: 'absent',
});

/** What recurs of a service from now on; a period that has its job already is left to that. */
async function beginning(records: Records, { id, clientId }: Engagement, serviceId: string, now: string) {
  const asked = NewSeries.parse({ engagementId: id, serviceId, end: { kind: 'engagement' } });
  const loaded = await loadBeginning(records, clientId, asked);
  if (!loaded.rhythm) return undefined;
  const how = { id: newId('series'), now };
  if (!loaded.hasJob) return begun(asked, loaded, how);
  const current = firstPeriod(loaded.rhythm, loaded.first!);
  const first = periodAfter(loaded.rhythm, current).start;
  return begun({ ...asked, first }, { ...loaded, hasJob: false }, how);
}

async function couldNot(records: Records, { clientId }: Engagement, { name }: Service, why: string, now: string) {
  const { client, people } = await toTell(records, await firmOf(records), clientId);
  const subject = `${name} for ${client?.name ?? 'a client'} does not recur yet`.slice(0, 200);
  const text = `The work of an engagement has begun, but its service ${name} could not be made to recur: ${why}\n\nBegin its series by hand once that is put right.`;
  return people.map(({ mail: to }) => queueMail({ to, subject, text, clientIds: [clientId] }, newId('mail'), now));
}

async function beginService(table: Table, engagement: Engagement, service: Service): Promise<void> {
  const records = systemRecords(table);
  const author = authorFor(engagement.id, instant());
  const decide = async (): Promise<Decided[]> => {
    const series = await beginning(records, engagement, service.id, author.at);
    if (!series) return [];
    const created = seriesRecords.create(series);
    return [seriesEvent('series.begun', start(created.item.pk), [created])];
  };
  await again(async () => {
    try {
      await write(table, await decide(), author, once(engagement.id, service.id));
    } catch (error) {
      // Begun before, by this or by hand.
      if (error instanceof Found || (error instanceof DomainError && error.details.field === 'serviceId')) return;
      if (!(error instanceof DomainError) || error.details.retryAfter !== undefined) throw error;
      const told = await couldNot(records, engagement, service, error.message, author.at);
      await write(table, told, author, once(engagement.id, service.id)).catch((again_: unknown) => {
        if (!(again_ instanceof Found)) throw again_;
      });
    }
  });
}

/** The work of an engagement has begun, or more of it was agreed: what recurs of it does from now on. */
export async function onActivated(table: Table, engagementId: string): Promise<void> {
  const records = systemRecords(table);
  const engagement = await records.find(engagements, engagementId);
  if (!engagement || statusOf(engagement) !== 'active') return;
  const had = new Set((await seriesOfEngagement(records, engagement)).map(({ serviceId }) => serviceId));
  for (const service of engagement.services.filter((one) => recurs(one) && !had.has(one.id))) {
    // A service may name a template that the firm has not made, or not yet: that is no failure to write to anyone about.
    if ((await idOfKey(records, service.template!)) === undefined) continue;
    await beginService(table, engagement, service);
  }
}

/** An engagement rests, goes on or has ended: its series do the same. */
export async function onEngagement(table: Table, engagementId: string): Promise<void> {
  const records = systemRecords(table);
  const engagement = await records.find(engagements, engagementId);
  if (!engagement) return;
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
