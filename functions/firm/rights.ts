import * as z from 'zod';
import type { Role } from '../../shared/http/route.ts';

/** What of the firm's money someone sees: amounts, bill rates, cost rates, and the firm's revenue. */
export const rights = ['amounts', 'rates', 'costs', 'revenue'] as const;
export type Right = (typeof rights)[number];

const yesOrNo = z.boolean();
export const Rights = z
  .object({ amounts: yesOrNo, rates: yesOrNo, costs: yesOrNo, revenue: yesOrNo })
  .meta({ id: 'Rights' });
export type Rights = z.output<typeof Rights>;

/** The rights of a role, unless the person was given others. */
const usual: Record<Role, readonly Right[]> = {
  admin: rights,
  manager: ['amounts', 'rates'],
  member: [],
  guest: [],
};

export function rightsOf(member: { role: Role; rights?: Partial<Rights> | undefined }): Rights {
  const hasRight = (right: Right) => member.rights?.[right] ?? usual[member.role].includes(right);
  return {
    amounts: hasRight('amounts'),
    rates: hasRight('rates'),
    costs: hasRight('costs'),
    revenue: hasRight('revenue'),
  };
}
