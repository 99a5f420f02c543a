import type { Client } from './client.ts';

export type Role = Client['roles'][number];

/** Someone's part in the work, as it is typed. */
export type RoleRow = { key: string; role: string; memberId: string | null };

export const newRole = (): RoleRow => ({ key: crypto.randomUUID(), role: '', memberId: null });

export const rowsOfRoles = (roles: readonly Role[]): RoleRow[] =>
  roles.map((one) => ({ key: `${one.role} ${one.memberId}`, ...one }));

export const rolesOfRows = (rows: readonly RoleRow[]): Role[] =>
  rows.flatMap(({ role, memberId }) => (memberId === null ? [] : [{ role: role.trim(), memberId }]));

/** For a form with such rows. */
export const roleRules = {
  role: (role: string) => (role.trim() === '' ? 'Which part, as in reviewer?' : null),
  memberId: (memberId: string | null) => (memberId === null ? 'Who is it?' : null),
};
