import { type Changes, dayKey, type Event, eventKey } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, Found, write } from '../../shared/events/write.ts';
import { civilDateAt, instantAt } from '../../shared/dates/zone.ts';
import { addDays } from '../../shared/dates/civil-date.ts';
import { newId } from '../../shared/ids.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Item, Table, Write } from '../../shared/table/table.ts';
import { firms, members } from '../firm/store.ts';
import { queueMail } from '../notifications/mail.ts';
import type { Finding, Head } from './chain-check.ts';
import { auditEvent } from './events.ts';
import { seal } from './seal.ts';
import type { KeepSeal } from './seal-keeper.ts';
import type { Seals } from './seal-store.ts';
import { checkPartition, headsOf } from './verify.ts';

export type Sealing = { table: Table; seals: Seals; keep: KeepSeal };

const sealAt = '02:00';
const longestSpan = 24 * 3_600_000;
/** Indexes follow the table a little later; nothing younger is sealed. */
const settling = 5 * 60_000;

/** The last 02:00 at the firm that is over. Schedules fire hourly in UTC; the firm's zone may change any day. */
export function lastSealTime(now: string, timeZone: string): string {
  const today = civilDateAt(now, timeZone);
  const settled = new Date(Date.parse(now) - settling).toISOString();
  // Two days back, for a zone that leaves a day out when it moves over the date line.
  const times = [0, -1, -2].map((days) => instantAt(addDays(today, days), sealAt, timeZone));
  return times.find((at) => at <= settled)!;
}

/** Each chain that moved in the span, with the number of its last event there. */
async function moved(table: Table, from: string, through: string): Promise<Map<string, number>> {
  const last = new Map<string, number>();
  const days = new Set<string>();
  for (let at = Date.parse(from); at < Date.parse(through) + 86_400_000; at += 86_400_000)
    days.add(dayKey(new Date(Math.min(at, Date.parse(through))).toISOString()));
  for (const pk of days) {
    let page: Item | undefined;
    do {
      const found = await table.query({
        index: 'byDay',
        pk,
        range: { from: `${from}~`, to: `${through}~` },
        from: page,
      });
      for (const { pk: chain, seq } of found.items) last.set(chain, Math.max(last.get(chain) ?? 0, seq as number));
      page = found.last;
    } while (page);
  }
  return last;
}

async function headsAt(table: Table, last: ReadonlyMap<string, number>): Promise<Record<string, Head>> {
  const events = await table.getMany(
    [...last].map(([pk, seq]) => eventKey(pk, seq)),
    { strong: true },
  );
  return Object.fromEntries((events as Event[]).map(({ pk, seq, hash }) => [pk, { seq, hash }]));
}

/** More are counted, not named: an event and a mail hold only so much. */
const mostNamed = 20;
const mostTold = 20;

function alarm(firm: string, findings: readonly Finding[]): { subject: string; text: string } {
  const named = findings.slice(0, mostNamed).map(({ says, chain }) => `- ${says} (${chain})`);
  const rest = findings.length > mostNamed ? [`- and ${findings.length - mostNamed} more`] : [];
  return {
    subject: `The audit trail of ${firm} no longer verifies`.slice(0, 200),
    text: [
      `The nightly check of ${firm} found that something was changed behind the application's back:`,
      [...named, ...rest].join('\n'),
      "The night's other chains were sealed. Sign in and verify the audit trail to see it in full; compare with a backup before you change anything.",
    ].join('\n\n'),
  };
}

/** Tells the administrators, once a night however often the night's seal is tried. */
async function raise(table: Table, findings: readonly Finding[], through: string, now: string): Promise<void> {
  const ids: string[] = [];
  const author: Author = {
    actor: 'system',
    at: now,
    requestId: `seal-${through}`,
    eventIds: (i) => (ids[i] ??= newId('event')),
  };
  const told: Write = {
    put: { pk: `IDEMPOTENCY#system#seal#${through}`, sk: 'IDEMPOTENCY', entity: 'idempotency' },
    if: 'absent',
  };
  const found = findings.slice(0, mostNamed).map(({ chain, what, seq }) => ({ chain, what, seq }));
  const tell: Changes = { FIRM: { findings: [null, { count: findings.length, found }] } };
  await again(async () => {
    const tail = await readTail(table, 'FIRM');
    const firm = firms.read((await table.get(firms.key('firm'), { strong: true }))!);
    const people = (await table.getMany(firm.admins.slice(0, mostTold).map(members.key))).map(members.read);
    const mail = alarm(firm.name, findings);
    const mails = people.map(({ mail: to }) => queueMail({ to, ...mail }, newId('mail'), now));
    await write(table, [auditEvent('audit.broken', tail, [], { about: ['FIRM'], tell }), ...mails], author, told);
  }).catch((error: unknown) => {
    if (!(error instanceof Found)) throw error;
  });
}

/**
 * Seals what happened since the last seal, at most a day at a time: verifies each chain that moved, and writes where it
 * stands to the locked bucket. A chain that does not verify is not sealed, but told of. `more`: call again.
 */
export async function sealStep(
  { table, seals, keep }: Sealing,
  now: string,
): Promise<{ sealed: boolean; more: boolean }> {
  const item = await table.get(firms.key('firm'));
  if (!item) return { sealed: false, more: false };
  const firm = firms.read(item);
  const last = await seals.last();
  const due = lastSealTime(now, firm.timeZone);
  const from = last?.through ?? new Date(Date.parse(firm.createdAt) - 1).toISOString();
  if (from >= due) return { sealed: false, more: false };

  const through = [due, new Date(Date.parse(from) + longestSpan).toISOString()].toSorted()[0]!;
  const heads = await headsAt(table, await moved(table, from, through));
  const known = headsOf(await seals.all());
  const findings: Finding[] = [];
  for (const chain of Object.keys(heads)) {
    const { finding } = await checkPartition(table, chain, known.get(chain));
    if (!finding) continue;
    findings.push(finding);
    delete heads[chain];
  }
  if (findings.length > 0) await raise(table, findings, through, now);
  await keep(seal({ from, through, previous: last?.root ?? '', heads }));
  return { sealed: true, more: through < due };
}
