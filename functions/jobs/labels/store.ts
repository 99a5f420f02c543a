import { entity } from '../../../shared/table/entity.ts';
import type { Records } from '../../../shared/table/records.ts';
import { StatusLabel } from './label.ts';

/** The labels of a firm have one chain: they are few, and read together. */
const pk = 'STATUS-LABELS';

export const statusLabels = entity({
  name: 'status label',
  schema: StatusLabel,
  key: (id: string) => ({ pk, sk: `LABEL#${id}` }),
  id: ({ id }) => id,
  unique: ({ status, label, state }) =>
    state === 'active'
      ? [
          {
            key: `status-label#${status}#${label.toLowerCase()}`,
            field: 'label',
            says: `There is a label “${label}” of this state already`,
          },
        ]
      : [],
});

/** Every label, strongly: at most eighty are in use, and those that were retired are few. */
export async function listLabels(records: Records) {
  const { items } = await records.page({ pk, range: { prefix: 'LABEL#' }, strong: true });
  return items.map(statusLabels.read);
}

export async function loadLabels(records: Records) {
  const tail = await records.tail(pk);
  return { labels: await listLabels(records), tail };
}

/** The label that is to be set, where one is. */
export const labelToSet = (records: Records, { labelId }: { labelId?: string | null | undefined }) =>
  labelId === undefined || labelId === null ? undefined : records.find(statusLabels, labelId);
