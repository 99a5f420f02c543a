import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Chased, ChasedKind, Head, Told } from '../chasing/chased.ts';
import type { Firm } from '../firm/firm.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { dispatched, planned } from './changing.ts';
import { cancel, failed, inOneLine } from './handling.ts';
import { followingMail } from './held.ts';
import { fieldsOfRequest, loadMailing, withMails } from './mail.ts';
import type { Request } from './request.ts';
import {
  changeRequest,
  comeUp,
  goingOnFor,
  loadRequest,
  requests,
  requestsIn,
  requestsOfJob,
  type WholeRequest,
} from './store.ts';

const head = (request: Stored<Request>): Head => {
  const { id, clientId, jobId, senderId, title } = request;
  return { kind: 'request', id, clientId, jobId, senderId, title, asked: request };
};

type Reminders = NonNullable<Request['reminders']>;
const withReminder = (request: Request, one: Reminders[number]): Request => ({
  ...request,
  reminders: [...(request.reminders ?? []), one].slice(-100),
});

/** The request with one more reminder. What is told by hand is no step: the ladder goes on as it was. */
function reminded(request: Request, { contactId, step, mailId }: Told, firm: Firm, now: string): Request {
  const one = { contactId, ...(step !== undefined && { step }), at: now };
  const after = withMails(withReminder(request, one), [{ contactId, mailId }]);
  return step === undefined ? after : planned(after, firm);
}

function chased(whole: WholeRequest): Chased {
  const { request, items } = whole;
  const fields = fieldsOfRequest(request, items);
  return {
    ...head(request),
    wordsOf: (reminder) => reminder?.mail ?? 'reminder-first',
    fields,
    items: fields.items as readonly { title: string }[],
    reminded: (told, firm, now) =>
      changeRequest(whole, 'request.reminded', { request: reminded(request, told, firm, now) }, now).decided,
    missed({ contactId, step, why }, firm, now) {
      const after = planned(withReminder(request, { contactId, step, at: now, missed: inOneLine(why) }), firm);
      return changeRequest(whole, 'request.not-reminded', { request: after }, now).decided;
    },
    ladderEnded(now) {
      const { nextAt: _, ...rest } = request;
      return changeRequest(whole, 'request.ladder-ended', { request: { ...rest, callSince: now } }, now).decided;
    },
    planned: (nextAt, now) =>
      changeRequest(whole, 'request.reminders-planned', { request: { ...request, nextAt } }, now).decided,
    followingMail(mail, now) {
      const after = followingMail(request, mail);
      if (after === request) return undefined;
      const { nextAt: _, ...rest } = after;
      return changeRequest(whole, 'request.reminders-planned', { request: rest }, now).decided;
    },
    calledOff: (why, now) =>
      changeRequest(whole, 'request.cancelled', { request: cancel(request, why, now) }, now).decided,
  };
}

/** A request goes out on its day; where it cannot, it is a draft again that says why. */
async function sendOne(table: Table, whole: WholeRequest, now: string): Promise<void> {
  const authorAt = machinery(whole.request.id);
  try {
    const mailing = await loadMailing(systemRecords(table), whole.request, 'request');
    const { type, request, mails } = dispatched(whole.request, whole.items, mailing, 'now', { now, newId });
    await write(table, [changeRequest(whole, type, { request }, now).decided, ...mails], authorAt(now));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = failed(whole.request, error.message);
    await write(table, [changeRequest(whole, 'request.not-sent', { request }, now).decided], authorAt(now));
  }
}

async function sendScheduled(table: Table, id: string, now: string): Promise<boolean> {
  const records = systemRecords(table);
  if ((await records.find(requests, id))?.status !== 'scheduled') return false;
  await again(async () => {
    const whole = await loadRequest(records, id);
    if (whole.request.status === 'scheduled' && (whole.request.nextAt ?? '') <= now) await sendOne(table, whole, now);
  });
  return true;
}

async function owed(records: Records, most: number): Promise<Head[]> {
  const found: Head[] = [];
  let cursor: string | undefined;
  do {
    const page = await requestsIn(records, { state: 'open', limit: 100, cursor });
    found.push(...page.items.map(head));
    cursor = page.next;
  } while (cursor !== undefined && found.length < most);
  return found.slice(0, most);
}

export const chasedRequests: ChasedKind = {
  kind: 'request',
  has: (id) => id.startsWith('req_'),
  goingOnFor: async (records, clientIds) => (await goingOnFor(records, clientIds)).map(head),
  owed,
  some: async (records, ids) => (await records.getMany(requests, ids)).map(head),
  async ofJob(records, jobId) {
    const { items } = await requestsOfJob(records, jobId, { limit: 100 });
    return items.map(head);
  },
  load: async (records, id) => chased(await loadRequest(records, id)),
  comeUp,
  sendScheduled,
};
