import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';

/** The filters of a page under a name: someone's own, or the whole firm's. */
export const View = z.object({
  id: Id('view'),
  /** Whose it is: a member, or the firm's. */
  of: z.union([Id('member'), z.literal('firm')]),
  page: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'The page’s name, as in clients'),
  name: z.string().trim().min(1).max(80),
  /** As the page writes it in its address. */
  query: z.string().max(2000),
  by: z.string(),
  status: z.enum(['kept', 'removed']),
  createdAt: z.iso.datetime(),
});
export type View = z.output<typeof View>;

const of = View.shape;
export const NewView = z
  .strictObject({
    page: of.page,
    name: of.name,
    query: of.query.trim().min(1),
    /** For everyone in the firm; otherwise for oneself. */
    shared: z.boolean().default(false),
  })
  .meta({ id: 'NewView' });

export const ViewPatch = z
  .strictObject({ name: of.name.optional(), query: of.query.trim().min(1).optional() })
  .meta({ id: 'ViewPatch' });

export const ViewView = View.omit({ status: true, of: true })
  .extend({ shared: z.boolean(), version: z.int(), can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'View' });

export const mostViews = 100;

export function keep(
  others: readonly View[],
  { shared, ...input }: z.output<typeof NewView>,
  caller: Pick<Caller, 'id'>,
  id: string,
  now: string,
): View {
  if (others.length >= mostViews) throw broken(`At most ${mostViews} of these can be kept; remove one first`);
  return { id, of: shared ? 'firm' : caller.id, ...input, by: caller.id, status: 'kept', createdAt: now };
}

/** Nothing is left of it but that it was there. */
export const remove = (view: View): View => ({ ...view, name: 'Removed', query: '', status: 'removed' });

/** The firm's are changed by who made them, and by who leads. */
export const mayEdit = (view: View, caller: Caller): boolean =>
  caller.role !== 'guest' && (view.by === caller.id || caller.role !== 'member');

export const show = ({ of: whose, status: _, ...view }: Stored<View>, caller: Caller) => ({
  ...view,
  shared: whose === 'firm',
  can: { edit: mayEdit({ ...view, of: whose, status: 'kept' }, caller) },
});
