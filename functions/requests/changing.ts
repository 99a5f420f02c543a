import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import type { Check, Decided } from '../../shared/events/types.ts';
import { civilDateAt, instantAt } from '../../shared/dates/zone.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id, type NewId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { checkEach } from '../clients/people-of.ts';
import { clients } from '../clients/store.ts';
import { type Firm, sendingOf, settingsOf } from '../firm/firm.ts';
import { jobs } from '../jobs/store.ts';
import { requestEvent } from './events.ts';
import { checkTask } from './for-task.ts';
import { asMailed } from './held.ts';
import { ask, type Item } from './item.ts';
import { nextLook } from './ladder.ts';
import {
  fieldsOfRequest,
  loadMailingByHand,
  type Mailing,
  mailsTo,
  waitsUntil,
  whyNotAsked,
  withMails,
} from './mail.ts';
import { draft, schedule, sent } from './handling.ts';
import { isUnsent, type NewRequest, type Request, type RequestPatch } from './request.ts';
import { changeRequest, requestLists, requests, type Whole, type WholeRequest } from './store.ts';
import { view } from './view.ts';

export const ById = z.object({ requestId: Id('request') });
export const ByItem = z.object({ requestId: Id('request'), itemId: Id('requestItem') });

export type Circumstances = { caller: Caller; now: string; newId: NewId };

type Named = { contactIds?: readonly string[] | undefined; senderId?: string | undefined };

/** To whom it goes are people of this client who can answer; who sends it can see the client. Whom it went to already stays. */
export async function checkNamed(
  records: Records,
  clientId: string,
  { contactIds = [], senderId }: Named,
  had: readonly string[] = [],
): Promise<readonly Check[]> {
  const why = await whyNotAsked(records, clientId, contactIds, had);
  const wrong = why.flatMap((message, i) => (message === undefined ? [] : [{ path: `body.contactIds.${i}`, message }]));
  if (wrong.length > 0) throw invalid(...wrong);
  return checkEach(records, senderId === undefined ? [] : [{ path: 'body.senderId', memberId: senderId }], clientId);
}

export async function checkJob(records: Records, clientId: string, jobId: string | undefined): Promise<void> {
  if (jobId === undefined) return;
  const job = await records.find(jobs, jobId);
  if (job?.clientId !== clientId) throw invalid({ path: 'body.jobId', message: 'No job for this client has this id' });
}

export async function loadNew(records: Records, clientId: string, body: NewRequest, newId: NewId) {
  const [client, { id: callerId }] = [await records.get(clients, clientId), await records.reader()];
  const [provided] = await Promise.all([
    checkNamed(records, client.id, body),
    checkJob(records, client.id, body.jobId).then(() => checkTask(records, body)),
  ]);
  const about = { clientId: client.id, contactIds: body.contactIds, senderId: body.senderId ?? callerId ?? '' };
  const mailing = body.send === undefined ? undefined : await loadMailingByHand(records, about, 'request');
  return { client, provided, mailing, id: newId('request') };
}

/** Before its hour it waits; on a day of its own it goes out when the firm’s hours for mail begin. */
export function goesAt(firm: Firm, on: string, now: string): string | undefined {
  if (on === 'now') return waitsUntil(firm, now);
  const today = civilDateAt(now, firm.timeZone);
  if (on < today) throw invalid({ path: 'body.send', message: 'Lies in the past' });
  if (on === today) return waitsUntil(firm, now);
  const opens = instantAt(on, settingsOf(firm).mailHours.from, firm.timeZone);
  return waitsUntil(firm, opens) ?? opens;
}

/** With the time at which people are next reminded. */
export function planned({ nextAt: _, ...request }: Request, firm: Firm): Request {
  const nextAt = nextLook(request, sendingOf(firm));
  return nextAt === undefined ? request : { ...request, nextAt };
}

/** Sent with its mails, or scheduled; what could not be sent is refused now rather than on its day. */
export function dispatched(
  request: Request,
  items: readonly Item[],
  mailing: Mailing,
  on: string,
  { now, newId }: Pick<Circumstances, 'now' | 'newId'>,
) {
  const { mails, latest } = mailsTo(mailing, fieldsOfRequest(request, items), { newId, now });
  const { firm } = mailing;
  const at = goesAt(firm, on, now);
  if (at !== undefined) return { type: 'request.scheduled' as const, request: schedule(request, at), mails: [] };
  const after = asMailed(withMails(sent(request, now), latest), latest, firm);
  return { type: 'request.sent' as const, request: planned(after, firm), mails };
}

type Made = Awaited<ReturnType<typeof loadNew>>;
type Drafted = { request: Request; items: readonly Item[] };

/** The event of a new request, with its mails where it goes out at once. */
export function created(
  { request, items }: Drafted,
  type: Parameters<typeof requestEvent>[0],
  provided: readonly Check[],
) {
  const head = requests.create(request);
  const list = requestLists.create({ requestId: request.id, clientId: request.clientId, items: [...items] });
  const whole: Whole = {
    request: head.after as Stored<Request>,
    list: list.after as Whole['list'],
    items: items.map((item) => ({ ...item, version: 0 })),
  };
  return { decided: requestEvent(type, start(head.item.pk), [head, list], { provided }), whole };
}

export const drawItems = (
  items: NewRequest['items'],
  of: { requestId: string; clientId: string },
  newId: NewId,
): Item[] => items.map((item) => ask(item, { ...of, id: newId('requestItem') }));

export function make({ client, provided, mailing, id }: Made, body: NewRequest, { caller, now, newId }: Circumstances) {
  notErased(client);
  if (client.lifecycle === 'archived')
    throw broken(`${client.name} is archived; bring it back before it is asked for things`);
  const items = drawItems(body.items, { requestId: id, clientId: client.id }, newId);
  const drawn = draft(body, items, { id, clientId: client.id, by: caller.id, now });
  if (body.send === undefined || !mailing) {
    const { decided, whole } = created({ request: drawn, items }, 'request.drafted', provided);
    return { write: [decided], answer: view(whole, caller), location: `/v1/requests/${id}` };
  }
  const { type, request, mails } = dispatched(drawn, items, mailing, body.send, { now, newId });
  const { decided, whole } = created({ request, items }, type, provided);
  return { write: [decided, ...mails], answer: view(whole, caller), location: `/v1/requests/${id}` };
}

/** What is asked of a draft is asked anew; what is scheduled could still be sent with what changed. */
export function itemsAfter(whole: WholeRequest, { items }: RequestPatch, newId: NewId): Item[] | undefined {
  if (!items || !isUnsent(whole.request)) return undefined;
  const { id, clientId } = whole.request;
  return drawItems(items, { requestId: id, clientId }, newId);
}

/** One change of a request, and the request as it is then. */
export function answered(changed: ReturnType<typeof changeRequest>, caller: Caller, beside: readonly Decided[] = []) {
  return { write: [changed.decided, ...beside], answer: view(changed.whole, caller) };
}
