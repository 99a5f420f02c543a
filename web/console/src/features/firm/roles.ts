import type { Member } from '../../lib/me.ts';

export const roleWords: Record<Member['role'], { title: string; does: string }> = {
  admin: { title: 'Administrator', does: 'Does everything, and runs the firm’s settings and team' },
  manager: { title: 'Manager', does: 'Leads work, reads the audit, sees amounts and rates' },
  member: { title: 'Member', does: 'Works for clients; sees no money unless given the right' },
  guest: { title: 'Guest', does: 'Only reads' },
};

export const roles = Object.entries(roleWords).map(([value, { title }]) => ({ value, label: title }));

export const rightWords = {
  amounts: 'Amounts: fees, bills and payments',
  rates: 'Bill rates of the team',
  costs: 'What an hour of someone costs',
  revenue: 'The firm’s revenue and margins',
} as const;
export type Right = keyof typeof rightWords;
