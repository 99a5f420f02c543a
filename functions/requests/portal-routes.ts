import * as z from 'zod';
import { notFound } from '../../shared/errors.ts';
import { contacts, routesOf } from '../../shared/http/route.ts';
import type { Caller } from '../../shared/http/route.ts';
import { civilDateAt } from '../../shared/dates/zone.ts';
import type { Records } from '../../shared/table/records.ts';
import {
  answer,
  AnswerInput,
  askMoreTime,
  type By,
  CellsInput,
  doesNotApply,
  fill,
  MoreTimeInput,
  takeBack,
} from './answering.ts';
import { firms } from '../firm/store.ts';
import { ById, ByItem } from './changing.ts';
import { checkUnderWay } from './item-routes.ts';
import type { Item } from './item.ts';
import { heardFrom } from './heard.ts';
import { isShownTo, portalLine, PortalRequest, PortalRequestLine, portalView, requestsFor } from './portal-view.ts';
import type { Request } from './request.ts';
import { changeRequest, loadItem, readRequest, requests } from './store.ts';

const on = routesOf();

/** What someone may not see is not there. */
export async function checkShown(records: Records, request: Request): Promise<void> {
  const caller = (await records.reader()) as Caller;
  if (!isShownTo(caller, request)) throw notFound(requests.name, request.id);
}

type Deed = { what: string; summary: string; description?: string; event: Parameters<typeof changeRequest>[1] };

type Path = z.output<typeof ByItem>;

async function loadShown(records: Records, params: Path) {
  const loaded = await loadItem(records, params);
  await checkShown(records, loaded.whole.request);
  return loaded;
}

/** Where it matters which day it is at the firm. */
async function loadDated(records: Records, params: Path) {
  const [loaded, firm] = await Promise.all([loadShown(records, params), records.get(firms, 'firm')]);
  return { ...loaded, firm };
}

type Loaded = Awaited<ReturnType<typeof loadShown>>;

/** One route by which a client does one thing with one item. */
const deed = <B extends z.ZodType, L extends Loaded>(
  { what, summary, description, event }: Deed,
  body: B,
  load: (records: Records, params: Path) => Promise<L>,
  act: (loaded: L, given: z.output<B>, by: By) => Item,
) =>
  on.changes({
    method: 'POST',
    path: `/portal/v1/requests/{requestId}/items/{itemId}/${what}`,
    summary,
    ...(description !== undefined && { description }),
    allow: contacts,
    params: ByItem,
    body,
    response: PortalRequest,
    load: ({ params }, { records }) => load(records, params),
    subject: ({ item }) => item,
    decide({ loaded, body: given, caller, now }) {
      const { whole, item } = loaded;
      checkUnderWay(whole);
      const after = act(loaded, given as z.output<B>, { by: caller.id, now });
      const request = heardFrom(whole.request, caller.id, now);
      const { decided, whole: changed } = changeRequest(whole, event, { request, item: after }, now);
      return { write: [decided], answer: portalView(changed), etag: item.version + 1 };
    },
  });

const Nothing = z.strictObject({}).prefault({});

export const requestPortalRoutes = [
  on.reads({
    method: 'GET',
    path: '/portal/v1/requests',
    summary: 'What you are asked for, the most pressing first',
    allow: contacts,
    response: z.object({ items: z.array(PortalRequestLine) }),
    load: async (_, { records }) => requestsFor(records, (await records.reader()) as Caller),
    answer: ({ loaded }) => ({ items: loaded.map(portalLine) }),
  }),
  on.reads({
    method: 'GET',
    path: '/portal/v1/requests/{requestId}',
    summary: 'One list of what you are asked for',
    allow: contacts,
    params: ById,
    response: PortalRequest,
    async load({ params }, { records }) {
      const whole = await readRequest(records, params.requestId);
      await checkShown(records, whole.request);
      return whole;
    },
    answer: ({ loaded }) => portalView(loaded),
  }),
  deed(
    { what: 'answer', summary: 'Answer, confirm, or send a table that is filled in', event: 'request.item-submitted' },
    AnswerInput,
    loadShown,
    ({ item }, given, by) => answer(item, given, by),
  ),
  deed(
    {
      what: 'cells',
      summary: 'Fill in cells of a table; they are kept at once',
      description: 'An empty text empties a cell. When all are filled in, it is sent with `answer`.',
      event: 'request.item-filled',
    },
    CellsInput,
    loadShown,
    ({ item }, given) => fill(item, given),
  ),
  deed(
    { what: 'does-not-apply', summary: 'This does not apply to you', event: 'request.item-settled' },
    z.strictObject({ why: z.string().trim().min(1).max(1000).optional() }).prefault({}),
    loadShown,
    ({ item }, { why }, by) => doesNotApply(item, why, by),
  ),
  deed(
    { what: 'more-time', summary: 'Ask for more time', event: 'request.more-time-asked' },
    MoreTimeInput,
    loadDated,
    ({ item, whole: { request }, firm: { timeZone } }, given, by) =>
      askMoreTime(item, given, by, { dueOn: request.dueOn, today: civilDateAt(by.now, timeZone) }),
  ),
  deed(
    { what: 'take-back', summary: 'Take back what you gave, until it was accepted', event: 'request.item-taken-back' },
    Nothing,
    loadShown,
    ({ item }) => takeBack(item),
  ),
];
