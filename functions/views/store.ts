import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Caller } from '../../shared/http/route.ts';
import { View } from './view.ts';

const partition = (of: string) => `VIEWS#${of}`;

/** Everyone's own stand in a partition of their own, so that no id leads to another's. */
export const views = entity({
  name: 'view',
  schema: View,
  key: ({ of, id }: Pick<View, 'of' | 'id'>) => ({ pk: partition(of), sk: `VIEW#${id}` }),
  id: ({ of, id }) => ({ of, id }),
});

const callerOf = async (records: Records) => (await records.reader()) as Caller;

/** Kept views of one owner, strongly: a hundred at most, beside what is left of the removed. */
async function viewsOf(records: Records, of: string): Promise<Stored<View>[]> {
  const { items } = await records.page({ pk: partition(of), range: { prefix: 'VIEW#' }, strong: true });
  return items.map(views.read).filter(({ status }) => status === 'kept');
}

/** The caller's own and the firm's, of one page or of all. */
export async function listViews(records: Records, page?: string) {
  const { id } = await callerOf(records);
  const [own, shared] = await Promise.all([viewsOf(records, id), viewsOf(records, 'firm')]);
  return [...own, ...shared].filter((view) => page === undefined || view.page === page);
}

export async function findView(records: Records, id: string): Promise<Stored<View>> {
  const { id: memberId } = await callerOf(records);
  const [own, shared] = await Promise.all([
    records.find(views, { of: memberId, id }),
    records.find(views, { of: 'firm', id }),
  ]);
  const found = own ?? shared;
  if (found?.status !== 'kept') throw notFound('view', id);
  return found;
}

/** A view with the tail of its owner's chain, read first. */
export async function loadView(records: Records, id: string) {
  const { of } = await findView(records, id);
  const tail = await records.tail(partition(of));
  return { view: await findView(records, id), tail };
}

export async function loadViews(records: Records, isShared: boolean) {
  const of = isShared ? 'firm' : (await callerOf(records)).id;
  const tail = await records.tail(partition(of));
  return { others: await viewsOf(records, of), tail };
}
