import { dayKey, type Event, eventKey } from '../../shared/events/chain.ts';
import { again } from '../../shared/events/retry.ts';
import { type Author, write } from '../../shared/events/write.ts';
import { civilDateAt, instantAt } from '../../shared/dates/zone.ts';
import { addDays } from '../../shared/dates/civil-date.ts';
import { newId } from '../../shared/ids.ts';
import { readTail } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
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
  const [at, before] = [today, addDays(today, -1)].map((date) => instantAt(date, sealAt, timeZone));
  return at! <= settled ? at! : before!;
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

/** Tells the administrators, once for each finding of a night. */
async function raise(table: Table, findings: readonly Finding[], through: string, now: string): Promise<void> {
  await again(async () => {
    const [firm, tail] = await Promise.all([table.get(firms.key('firm'), { strong: true }), readTail(table, 'FIRM')]);
    const { admins, name } = firms.read(firm!);
    const people = (await table.getMany(admins.map(members.key))).map(members.read);
    const says = findings.map((finding) => `- ${finding.says} (${finding.chain})`).join('\n');
    const mails = people.map(({ mail, name: person }) =>
      queueMail(
        {
          to: mail,
          subject: `${name}: the audit trail no longer verifies`,
          text: `Hello ${person},\n\nthe nightly check of ${name} found that something was changed behind the application's back:\n\n${says}\n\nThe night's other chains were sealed. Sign in and verify the audit trail to see it in full; compare with a backup before you change anything.\n`,
        },
        newId('mail'),
        now,
      ),
    );
    const ids: string[] = [];
    const author: Author = {
      actor: 'system',
      at: now,
      requestId: `seal-${through}`,
      eventIds: (i) => (ids[i] ??= newId('event')),
    };
    const told = {
      FIRM: { findings: [null, findings.map(({ chain, what, seq }) => ({ chain, what, seq }))] as [null, unknown] },
    };
    await write(table, [auditEvent('audit.broken', tail, [], { about: ['FIRM'], tell: told }), ...mails], author);
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
