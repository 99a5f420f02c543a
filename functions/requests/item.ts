import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { Id } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { Asked } from './asked.ts';

const Line = (max: number) => z.string().trim().min(1).max(max);

export const ItemStatus = z.enum([
  'open',
  'submitted',
  'accepted',
  'returned',
  'does-not-apply',
  'waived',
  'received-another-way',
]);
export type ItemStatus = z.output<typeof ItemStatus>;

/** Who did something with an item: a contact of the client, or one of the team. */
const Done = { by: z.string(), at: z.iso.datetime() };

/** What was answered. Files are documents that name the item. */
export const Given = z.object({
  text: Text(10_000).optional(),
  confirmed: z.literal(true).optional(),
  /** How many files were sent. */
  files: z.int().min(0).optional(),
  ...Done,
});
export type Given = z.output<typeof Given>;

export const most = { files: 200 };

/**
 * A file that came for an item, as far as its document has come. `held` is here, and nobody can open it before a person of
 * the firm lets it through. What was sent back or taken back counts no more.
 */
export const ItemFile = z.object({
  documentId: Id('document'),
  name: z.string(),
  size: z.int(),
  status: z.enum(['checking', 'held', 'received', 'rejected', 'sent-back', 'taken-back']),
  /** Why it was turned away, in words for the client. */
  why: z.string().optional(),
  /** Why it was held or turned away, for pages that say it in another language. */
  code: z.string().optional(),
  ...Done,
});
export type ItemFile = z.output<typeof ItemFile>;

/** One thing that is asked of a client. */
export const Item = z.object({
  id: Id('requestItem'),
  requestId: Id('request'),
  clientId: Id('client'),
  /** By which conditions of the template know its answer. */
  key: z.string().max(60).optional(),
  /** What it is called, of what is asked for again because it came the year before. */
  label: Line(400).optional(),
  title: Line(400),
  note: Line(1000).optional(),
  asks: Asked,
  optional: z.boolean(),
  /** Whether the client may say that it does not apply. */
  mayNotApply: z.boolean(),
  /** Where it is another day than the request's. */
  dueOn: CivilDate.optional(),
  status: ItemStatus,
  given: Given.optional(),
  /** The answered cells of a table. */
  cells: z.record(z.string().regex(/^\d{1,3}:\d$/), z.string().max(500)).optional(),
  files: z.array(ItemFile).max(most.files).optional(),
  /** Why it was sent back, and what helps. */
  returned: z
    .object({ reason: Text(500), hint: Text(500).optional(), code: z.string().optional(), ...Done })
    .optional(),
  /** Why nothing more is needed: it does not apply, was waived, or came another way. */
  settled: z.object({ why: Text(1000).optional(), ...Done }).optional(),
  acceptedBy: z.string().optional(),
  acceptedAt: z.iso.datetime().optional(),
  moreTime: z
    .object({
      until: CivilDate,
      why: Text(1000).optional(),
      ...Done,
      answer: z.object({ granted: z.boolean(), ...Done }).optional(),
    })
    .optional(),
});
export type Item = z.output<typeof Item>;

/** The client still has to do something. */
export const isOpen = ({ status }: Pick<Item, 'status'>): boolean => status === 'open' || status === 'returned';
/** Without it the request is not finished: what is optional may stay open. */
export const isNeeded = (item: Pick<Item, 'status' | 'optional'>): boolean =>
  isOpen(item) && !(item.optional && item.status === 'open');
export const isSettled = ({ status }: Pick<Item, 'status'>): boolean =>
  status !== 'submitted' && status !== 'open' && status !== 'returned';

export const NewItem = z
  .strictObject({
    title: Item.shape.title,
    note: Item.shape.note,
    asks: Asked,
    optional: z.boolean().default(false),
    mayNotApply: z.boolean().default(true),
    dueOn: CivilDate.optional(),
  })
  .meta({ id: 'NewRequestItem' });
export type NewItem = z.output<typeof NewItem> & Partial<Record<'key' | 'label', string | undefined>>;

type In = { id: string; requestId: string; clientId: string };

export const ask = ({ note, dueOn, key, label, ...input }: NewItem, { id, requestId, clientId }: In): Item => ({
  id,
  requestId,
  clientId,
  ...input,
  ...(note !== undefined && { note }),
  ...(dueOn !== undefined && { dueOn }),
  ...(key !== undefined && { key }),
  ...(label !== undefined && { label }),
  status: 'open',
});
