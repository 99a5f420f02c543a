import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Item, Table } from '../../shared/table/table.ts';
import { type Firm, sendingOf } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import { actingFor } from '../jobs/acting.ts';
import { createJob } from '../jobs/changing.ts';
import { loadMaking } from '../jobs/loading.ts';
import { make } from '../jobs/making.ts';
import { asJob, asQuick, QuickTask } from '../jobs/quick-task.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { isToCall, nextLook } from '../requests/ladder.ts';
import { waitsUntil } from '../requests/mail.ts';
import { type ChasedKind, type Head, isOwed } from './chased.ts';
import { chasedKinds } from './kinds.ts';
import { remind } from './remind.ts';

const aDay = 86_400_000;

/** A task for who sent it: all mails are out, and someone is to call. */
async function toCall(table: Table, { title: about, clientId, senderId }: Head, firm: Stored<Firm>, now: string) {
  const records = systemRecords(table);
  const acting = actingFor(firm, system, now);
  const title = Array.from(`Call about “${about}”`).slice(0, 200).join('');
  const asked = QuickTask.parse({ title, clientId, assigneeId: senderId, dueOn: civilDateAt(now, firm.timeZone) });
  const loaded = await loadMaking(records, { clientId });
  // Nobody works for an archived client: its ladder ends with nothing behind it.
  if (loaded.client?.lifecycle === 'archived') return [];
  const circumstances = { id: newId('job'), by: system, now, newId };
  const made = asQuick(make(asJob(asked, system), loaded, circumstances), asked, system);
  return createJob(made.job, made.tasks, made.assigned, acting).write;
}

/** After whoever was to be reminded was: the call, or the time of the next look. */
async function settle(table: Table, kind: ChasedKind, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  await again(async () => {
    const one = await kind.load(systemRecords(table), id);
    const sending = sendingOf(firm);
    if (!isOwed(one)) return;
    const authorAt = machinery(id);
    if (isToCall(one.asked, sending, now)) {
      await write(table, [one.ladderEnded(now), ...(await toCall(table, one, firm, now))], authorAt(now));
      return;
    }
    const next = nextLook(one.asked, sending);
    if (next === undefined || next === one.asked.nextAt) return;
    // What could not be sent today is tried again tomorrow, not every hour.
    const nextAt = next > now ? next : instant(Date.parse(now) + aDay);
    await write(table, [one.planned(nextAt, now)], authorAt(now));
  });
}

async function lookAt(table: Table, kind: ChasedKind, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  if (await kind.sendScheduled(table, id, now)) return;
  const [one] = await kind.some(systemRecords(table), [id]);
  if (!one || firm.liveSince === undefined) return;
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
