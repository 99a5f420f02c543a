import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { isOpen, Item, ItemFile } from './item.ts';
import { isUnsent, Request } from './request.ts';
import { goingOnFor, type Whole } from './store.ts';

const of = Item.shape;

/** An item as the client sees it: nothing of who in the firm did what. */
export const PortalItem = z
  .object({
    id: of.id,
    title: of.title,
    note: of.note,
    asks: of.asks,
    optional: of.optional,
    dueOn: of.dueOn.unwrap(),
    status: of.status,
    answer: z.object({ text: z.string().optional(), confirmed: z.literal(true).optional(), files: z.int().optional() }),
    cells: z.record(z.string(), z.string()),
    files: z.array(ItemFile.omit({ by: true })),
    /** Why it came back, and what helps. */
    returned: z.object({ reason: z.string(), hint: z.string().optional(), code: z.string().optional() }).optional(),
    moreTime: z.object({ until: z.string(), granted: z.boolean().optional() }).optional(),
    version: z.int(),
    can: z.object({ answer: z.boolean(), doesNotApply: z.boolean(), takeBack: z.boolean(), askMoreTime: z.boolean() }),
  })
  .meta({ id: 'PortalRequestItem' });

/** A request as a list on the portal shows it. */
export const PortalRequestLine = Request.pick({
  id: true,
  clientId: true,
  title: true,
  why: true,
  dueOn: true,
  status: true,
  sentAt: true,
})
  .extend({ version: z.int(), items: z.object({ all: z.int(), needed: z.int(), submitted: z.int() }) })
  .meta({ id: 'PortalRequestLine' });

export const PortalRequest = PortalRequestLine.extend({ asked: z.array(PortalItem) }).meta({ id: 'PortalRequest' });

/** What was not sent yet is nobody’s, and what was called off no longer. A limited contact sees what is addressed to them. */
export const isShownTo = ({ id, limited = [] }: Caller, request: Request): boolean =>
  !isUnsent(request) &&
  request.status !== 'cancelled' &&
  (!limited.includes(request.clientId) || request.contactIds.includes(id));

export const portalLine = ({
  id,
  clientId,
  title,
  why,
  dueOn,
  status,
  sentAt,
  items,
  version,
}: Stored<Request>): z.input<typeof PortalRequestLine> => ({
  id,
  clientId,
  title,
  ...(why !== undefined && { why }),
  dueOn,
  status,
  ...(sentAt !== undefined && { sentAt }),
  items,
  version,
});

function portalItem(item: Stored<Item>, request: Request): z.input<typeof PortalItem> {
  const { id, title, note, asks, optional, status, given, cells = {}, files = [], returned, moreTime, version } = item;
  const open = isOpen(item);
  return {
    id,
    title,
    ...(note !== undefined && { note }),
    asks,
    optional,
    dueOn: item.dueOn ?? request.dueOn,
    status,
    answer: {
      ...(given?.text !== undefined && { text: given.text }),
      ...(given?.confirmed && { confirmed: true as const }),
      ...(given?.files !== undefined && { files: given.files }),
    },
    cells,
    files: files.map(({ by: _, ...file }) => file),
    ...(returned && {
      returned: {
        reason: returned.reason,
        ...(returned.hint !== undefined && { hint: returned.hint }),
        ...(returned.code !== undefined && { code: returned.code }),
      },
    }),
    ...(moreTime && {
      moreTime: { until: moreTime.until, ...(moreTime.answer && { granted: moreTime.answer.granted }) },
    }),
    version,
    can: {
      answer: open,
      doesNotApply: open && item.mayNotApply,
      takeBack: status === 'submitted' || status === 'does-not-apply',
      askMoreTime: open && (moreTime === undefined || moreTime.answer !== undefined),
    },
  };
}

export const portalView = ({ request, items }: Whole): z.input<typeof PortalRequest> => ({
  ...portalLine(request),
  asked: items.map((item) => portalItem(item, request)),
});

/** All requests that go on and that this contact sees, over all their clients, the most pressing first: for the portal’s home. */
export async function requestsFor(records: Records, caller: Caller): Promise<Stored<Request>[]> {
  const found = await goingOnFor(records, caller.scope.only ?? []);
  return found.filter((request) => isShownTo(caller, request)).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
