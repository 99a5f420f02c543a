import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { isToCall, ladderNow, nextLook, quietUntil } from '../requests/ladder.ts';
import { waitsUntil } from '../requests/mail.ts';
import { type Chased, type ChasedKind, isOwed } from './chased.ts';
import { chasedKinds } from './kinds.ts';
import { marksOf, withMarks } from './marks.ts';
import { endWithJob } from './on-job-over.ts';
import { reachedBy } from './open-for.ts';
import { remind } from './remind.ts';
import { toCall } from './to-call.ts';

const aDay = 86_400_000;

/** Whom of its people mail reaches, with what they have sent. What is urgent is called about also where they sent something: for it they count as not reached. */
async function reachOf(table: Table, records: Records, one: Chased, now: string) {
  const all = await Promise.all(one.asked.contactIds.map(async (id) => [id, await marksOf(table, id)] as const));
  const asked = withMarks(one.asked, new Map(all));
  const isQuiet = (id: string) => now < (quietUntil(asked, id) ?? '');
  const reached = [...(await reachedBy(records, one))].filter((id) => ladderNow(asked) !== 'urgent' || !isQuiet(id));
  return { asked, reach: { reached: new Set(reached), now } };
}

/** After whoever was to be reminded was: the call, or the time of the next look. */
async function settle(table: Table, kind: ChasedKind, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  await again(async () => {
    const records = systemRecords(table);
    const one = await kind.load(records, id);
    const sending = sendingOf(firm);
    if (!isOwed(one)) return;
    const authorAt = machinery(id);
    const { asked, reach } = await reachOf(table, records, one, now);
    if (isToCall(asked, sending, reach)) {
      await write(table, [one.ladderEnded(now), ...(await toCall(table, one, firm, now))], authorAt(now));
      return;
    }
    const next = nextLook(asked, sending, reach);
    if (next === undefined || next === one.asked.nextAt) return;
    // What could not be sent today is tried again tomorrow, not every hour.
    const nextAt = next > now ? next : instant(Date.parse(now) + aDay);
    await write(table, [one.planned(nextAt, now)], authorAt(now));
  });
}

async function lookAt(table: Table, kind: ChasedKind, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  const [one] = await kind.some(systemRecords(table), [id]);
  if (!one || (await endWithJob(table, one))) return;
  if (await kind.sendScheduled(table, id, now)) return;
  if (firm.liveSince === undefined) return;
  for (const contactId of one.asked.contactIds) await remind(table, contactId, firm, now);
  await settle(table, kind, id, firm, now);
}

/** Sends what is to go out and reminds of what has come up, within the firm’s hours for mail; reminders only once it is live. */
export async function remindersStep(table: Table, now: string = instant()): Promise<{ done: true }> {
  const item = await table.get(firms.key('firm'), { strong: true });
  if (!item) return { done: true };
  const firm = firms.read(item);
  if (waitsUntil(firm, now) !== undefined) return { done: true };
  const apart = new Apart();
  for (const kind of chasedKinds) {
    let from: Item | undefined;
    do {
      const page = await kind.comeUp(table, now, from);
      for (const id of page.ids) await apart.run(() => lookAt(table, kind, id, firm, now));
      from = page.last;
    } while (from);
  }
  apart.end('things that clients owe could not be looked at');
  return { done: true };
}
