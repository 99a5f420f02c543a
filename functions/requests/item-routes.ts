import * as z from 'zod';
import { broken, invalid, notFound } from '../../shared/errors.ts';
import { everyone, routesOf, staff } from '../../shared/http/route.ts';
import { answer, AnswerInput, CellsInput, fill } from './answering.ts';
import { answered, ByItem } from './changing.ts';
import { csvOf } from './csv.ts';
import type { Item } from './item.ts';
import { fieldsOfReturned, fieldsOfRequest, loadMailingByHand, mailsTo, withMails } from './mail.ts';
import { isUnsent } from './request.ts';
import { accept, answerMoreTime, reopen, ReturnInput, sendBack, settle } from './reviewing.ts';
import { changeRequest, loadItem, readRequest } from './store.ts';
import { RequestView } from './view.ts';

const on = routesOf();
type Loaded = Awaited<ReturnType<typeof loadItem>>;

/** Before it is sent nobody can have answered; what was called off stays as it was. */
export function checkUnderWay({ request }: Loaded['whole']): void {
  if (isUnsent(request)) throw broken('This request was not sent yet');
  if (request.status === 'cancelled') throw broken('This request was called off');
}

type Deed = {
  what: string;
  summary: string;
  description?: string;
  event: Parameters<typeof changeRequest>[1];
  body?: z.ZodType;
};

/** One route that does one thing with one item. */
const deed = <B extends z.ZodType>(
  { what, summary, description, event }: Omit<Deed, 'body'>,
  body: B,
  act: (item: Item, given: z.output<B>, by: { by: string; now: string }) => Item,
) =>
  on.changes({
    method: 'POST',
    path: `/v1/requests/{requestId}/items/{itemId}/${what}`,
    summary,
    ...(description !== undefined && { description }),
    allow: staff,
    params: ByItem,
    body,
    response: RequestView,
    load: ({ params }, { records }) => loadItem(records, params),
    subject: ({ item }) => item,
    decide({ loaded: { whole, item }, body: given, caller, now }) {
      checkUnderWay(whole);
      const after = act(item, given as z.output<B>, { by: caller.id, now });
      return {
        ...answered(changeRequest(whole, event, { item: after }, now), caller),
        etag: item.version + 1,
      };
    },
  });

const Nothing = z.strictObject({}).prefault({});
const Why = z.strictObject({ why: z.string().trim().min(1).max(1000).optional() }).prefault({});

export const requestItemRoutes = [
  deed(
    { what: 'accept', summary: 'What the client gave for an item is good', event: 'request.item-accepted' },
    Nothing,
    (item, _, by) => accept(item, by),
  ),
  deed(
    { what: 'waive', summary: 'The firm does without an item', event: 'request.item-settled' },
    Why,
    (item, { why }, by) => settle(item, 'waived', why, by),
  ),
  deed(
    { what: 'receive', summary: 'An item came another way', event: 'request.item-settled' },
    Why,
    (item, { why }, by) => settle(item, 'received-another-way', why, by),
  ),
  deed(
    { what: 'reopen', summary: 'Ask after all for what the firm had settled', event: 'request.item-reopened' },
    Nothing,
    (item) => reopen(item),
  ),
  deed(
    {
      what: 'answer',
      summary: 'Give an answer on the client’s behalf: as they said it by telephone',
      event: 'request.item-submitted',
    },
    AnswerInput,
    (item, given, by) => answer(item, given, by),
  ),
  deed(
    {
      what: 'cells',
      summary: 'Fill in cells of a table on the client’s behalf',
      description: 'An empty text empties a cell.',
      event: 'request.item-filled',
    },
    CellsInput,
    (item, given) => fill(item, given),
  ),
  deed(
    { what: 'more-time', summary: 'Grant or refuse more time for an item', event: 'request.more-time-answered' },
    z.strictObject({ granted: z.boolean() }),
    (item, { granted }, by) => answerMoreTime(item, granted, by),
  ),
  on.changes({
    method: 'POST',
    path: '/v1/requests/{requestId}/items/{itemId}/return',
    summary: 'Send back what cannot be used, with the reason',
    description: 'The people it is addressed to get a mail. Its reminders begin anew, by the short ladder.',
    allow: staff,
    params: ByItem,
    body: ReturnInput,
    response: RequestView,
    async load({ params }, { records }) {
      const loaded = await loadItem(records, params);
      return { ...loaded, mailing: await loadMailingByHand(records, loaded.whole.request, 'sent-back') };
    },
    subject: ({ item }) => item,
    decide({ loaded: { whole, item, mailing }, body, caller, now, newId }) {
      checkUnderWay(whole);
      const after = sendBack(item, body, { by: caller.id, now });
      const fields = fieldsOfRequest(whole.request, [after], fieldsOfReturned(after));
      const { mails, latest } = mailsTo(mailing, fields, { newId, now });
      const { nextAt: _, callSince: _call, ...rest } = whole.request;
      const request = withMails({ ...rest, returnedAt: now }, latest);
      const changed = changeRequest(whole, 'request.item-returned', { request, item: after }, now);
      return { ...answered(changed, caller, mails), etag: item.version + 1 };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/requests/{requestId}/items/{itemId}/answers.csv',
    summary: 'A table with the client’s answers, as CSV',
    allow: everyone,
    params: ByItem,
    response: z.string(),
    type: 'text/csv; charset=utf-8',
    async load({ params }, { records }) {
      const { items } = await readRequest(records, params.requestId);
      const item = items.find(({ id }) => id === params.itemId);
      if (!item) throw notFound('request item', params.itemId);
      if (item.asks.kind !== 'table')
        throw invalid({ path: 'params.itemId', message: 'Only what was asked as a table has answers as CSV' });
      return { asks: item.asks, cells: item.cells ?? {} };
    },
    answer: ({ loaded: { asks, cells } }) => csvOf(asks, cells),
  }),
];
