import { addDays, type CivilDate } from '../../shared/dates/civil-date.ts';
import type { Decided } from '../../shared/events/types.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import { clients } from '../clients/store.ts';
import type { Firm } from '../firm/firm.ts';
import { members } from '../firm/store.ts';
import { queueMail } from '../notifications/mail.ts';
import { seesClient } from '../walls/access.ts';
import { wallsOf } from '../walls/store.ts';
import { seriesEvent } from './events.ts';
import { failed } from './running.ts';
import type { ActiveSeries } from './series.ts';
import { type LoadedSeries, seriesRecords } from './store.ts';

/** Who answers for the client; where that is nobody who is here and sees it, who leads the firm. */
export async function toTell(records: Records, firm: Firm, clientId: string) {
  const [client, { walls }] = await Promise.all([records.find(clients, clientId), wallsOf(records)]);
  const here = async (ids: readonly string[]) =>
    (await records.getMany(members, ids)).filter(
      (member) => member.status === 'active' && seesClient(member, clientId, walls),
    );
  const responsible = client?.responsible ?? client?.manager;
  const named = responsible === undefined ? [] : await here([responsible]);
  return { client, people: named.length > 0 ? named : await here(firm.admins.slice(0, 20)) };
}

type Told = { client: Client | undefined; people: readonly { mail: string }[] };

function mailOf({ templateName = 'A series', failures }: ActiveSeries, client: Client | undefined, reason: string) {
  const name = client?.name ?? 'a client';
  return {
    subject: `${templateName} for ${name} is paused`.slice(0, 200),
    text: [
      `The next job of “${templateName}” for ${name} could not be created, ${failures} times in a row. The last time because: ${reason}`,
      'It creates no jobs until you resume it. What it missed meanwhile is then treated as the series says.',
    ].join('\n\n'),
  };
}

/** Its next job could not be created: tried again tomorrow; the third time it rests, and someone is told. */
export function failing(
  { tail, series }: LoadedSeries & { series: ActiveSeries },
  error: string,
  { client, people }: Told,
  { today, now, newId }: { today: CivilDate; now: string; newId: NewId },
): Decided[] {
  const after = failed(series, error, now);
  if (after.status === 'active') {
    const tomorrow = { ...after, lookOn: addDays(today, 1) };
    return [seriesEvent('series.failed', tail, [seriesRecords.replace(series, tomorrow)])];
  }
  const { lookOn: _, ...rests } = after;
  const mail = mailOf({ ...series, failures: after.failures }, client, after.reason);
  return [
    seriesEvent('series.paused', tail, [seriesRecords.replace(series, rests)]),
    ...people.map(({ mail: to }) => queueMail({ to, ...mail, clientIds: [series.clientId] }, newId('mail'), now)),
  ];
}
