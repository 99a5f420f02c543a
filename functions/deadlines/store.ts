import { notFound } from '../../shared/errors.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Postponement } from './postponement.ts';

const deadlinesPk = 'DEADLINES';

export const postponements = entity({
  name: 'postponement',
  schema: Postponement,
  key: (id: string) => ({ pk: deadlinesPk, sk: `POSTPONEMENT#${id}` }),
  id: ({ id }) => id,
});

const stands = ({ removedAt }: Postponement): boolean => removedAt === undefined;

/** What the firm knows better than the release, in the order in which it was entered; strongly, two hundred at most. */
export async function listPostponements(records: Records): Promise<Stored<Postponement>[]> {
  const { items } = await records.page({ pk: deadlinesPk, range: { prefix: 'POSTPONEMENT#' }, strong: true });
  return items.map(postponements.read).filter(stands);
}

export async function loadPostponements(records: Records) {
  const tail = await records.tail(deadlinesPk);
  return { standing: await listPostponements(records), tail };
}

export async function findPostponement(records: Records, id: string): Promise<Stored<Postponement>> {
  const postponement = await records.get(postponements, id);
  if (!stands(postponement)) throw notFound(postponements.name, id);
  return postponement;
}

/** One of them with the tail of their chain, read first, ready to be changed. */
export async function loadPostponement(records: Records, id: string) {
  const tail = await records.tail(deadlinesPk);
  return { postponement: await findPostponement(records, id), tail };
}
