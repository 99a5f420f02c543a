import type { ReadModel } from '../../shared/events/project.ts';
import type { Item } from '../../shared/table/table.ts';
import { engagements } from './store.ts';

export const paidByPk = (clientId: string): string => `PAID-BY#${clientId}`;

/** Engagements by another client who pays for them: a merge of that client finds them here. */
export const paidByModels: readonly ReadModel[] = [
  {
    of: 'engagement',
    rows(item) {
      const { id, clientId, billingClientId } = engagements.read(item);
      if (billingClientId === undefined) return [];
      const row: Item = { pk: paidByPk(billingClientId), sk: id, entity: 'paid by', clientIds: [clientId] };
      return [row];
    },
  },
];
