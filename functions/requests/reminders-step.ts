import { instant } from '../../shared/clock.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
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
import { dispatched } from './changing.ts';
import { failed } from './handling.ts';
import { isToCall, nextLook } from './ladder.ts';
import { loadMailing, waitsUntil } from './mail.ts';
import { remind } from './remind.ts';
import { isOpenRequest } from './request.ts';
import { changeRequest, comeUp, loadRequest, requests, type WholeRequest } from './store.ts';

const aDay = 86_400_000;

/** A request goes out on its day; where it cannot, it is a draft again that says why. */
async function sendScheduled(table: Table, whole: WholeRequest, now: string): Promise<void> {
  const records = systemRecords(table);
  const authorAt = machinery(whole.request.id);
  try {
    const mailing = await loadMailing(records, whole.request, 'request');
    const { type, request, mails } = dispatched(whole.request, whole.items, mailing, 'now', { now, newId });
    await write(table, [changeRequest(whole, type, { request }, now).decided, ...mails], authorAt(now));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = failed(whole.request, error.message);
    await write(table, [changeRequest(whole, 'request.not-sent', { request }, now).decided], authorAt(now));
  }
}

/** A task for who sent it: all mails are out, and someone is to call. */
async function toCall(table: Table, { request }: WholeRequest, firm: Stored<Firm>, now: string) {
  const records = systemRecords(table);
  const acting = actingFor(firm, system, now);
  const title = Array.from(`Call about “${request.title}”`).slice(0, 200).join('');
  const asked = QuickTask.parse({
    title,
    clientId: request.clientId,
    assigneeId: request.senderId,
    dueOn: civilDateAt(now, firm.timeZone),
  });
  const loaded = await loadMaking(records, { clientId: request.clientId });
  const circumstances = { id: newId('job'), by: system, now, newId };
  const made = asQuick(make(asJob(asked, system), loaded, circumstances), asked, system);
  return createJob(made.job, made.tasks, made.assigned, acting).write;
}

/** After whoever was to be reminded was: the call, or the time of the next look. */
async function settle(table: Table, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  await again(async () => {
    const whole = await loadRequest(systemRecords(table), id);
    const { request } = whole;
    const sending = sendingOf(firm);
    if (!isOpenRequest(request)) return;
    const authorAt = machinery(id);
    if (isToCall(request, sending, now)) {
      const { nextAt: _, ...rest } = request;
      const called = changeRequest(whole, 'request.ladder-ended', { request: { ...rest, callSince: now } }, now);
      await write(table, [called.decided, ...(await toCall(table, whole, firm, now))], authorAt(now));
      return;
    }
    const next = nextLook(request, sending);
    if (next === undefined || next === request.nextAt) return;
    // What could not be sent today is tried again tomorrow, not every hour.
    const nextAt = next > now ? next : instant(Date.parse(now) + aDay);
    const planned = changeRequest(whole, 'request.reminders-planned', { request: { ...request, nextAt } }, now);
    await write(table, [planned.decided], authorAt(now));
  });
}

async function lookAt(table: Table, id: string, firm: Stored<Firm>, now: string): Promise<void> {
  const records = systemRecords(table);
  const request = await records.find(requests, id);
  if (request?.status === 'scheduled') {
    await again(async () => {
      const whole = await loadRequest(records, id);
      if (whole.request.status === 'scheduled' && (whole.request.nextAt ?? '') <= now)
        await sendScheduled(table, whole, now);
    });
    return;
  }
  if (!request || firm.liveSince === undefined) return;
  for (const contactId of request.contactIds) await remind(table, contactId, firm, now);
  await settle(table, id, firm, now);
}

/** Sends what is to go out and reminds of what has come up, within the firm’s hours for mail; reminders only once it is live. */
export async function remindersStep(table: Table, now: string = instant()): Promise<{ done: true }> {
  const item = await table.get(firms.key('firm'), { strong: true });
  if (!item) return { done: true };
  const firm = firms.read(item);
  if (waitsUntil(firm, now) !== undefined) return { done: true };
  let from: Item | undefined;
  do {
    const page = await comeUp(table, now, from);
    for (const id of page.ids) await lookAt(table, id, firm, now);
    from = page.last;
  } while (from);
  return { done: true };
}
