import type { Holding, Receiver } from '../../shared/table/entity.ts';
import { giveRoles, rolesHeld } from '../clients/holders.ts';
import type { Engagement } from './engagement.ts';

/** Who has a part in the services of an engagement that is not over. */
export const holders = ({ services, endedAt }: Engagement): Holding[] =>
  endedAt !== undefined
    ? []
    : services.flatMap(({ code, roles }) => rolesHeld(roles).map((holding) => ({ ...holding, of: code })));

export const handOver = (engagement: Engagement, from: string, to: Receiver): Engagement => ({
  ...engagement,
  services: engagement.services.map((service) => ({
    ...service,
    ...(service.roles && { roles: giveRoles(service.roles, from, to) }),
  })),
});
