import type * as z from 'zod';
import type { FirmRolesView } from '../../../../../functions/firm/firm-roles.ts';

export type FirmRoles = z.output<typeof FirmRolesView>;
export type Held = FirmRoles['people'][number];

const isRole = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** With someone else in a role, or with nobody; the order stays. */
export const filledBy = (people: readonly Held[], role: string, memberId: string | undefined): Held[] => {
  if (memberId === undefined) return people.filter((one) => !isRole(one.role, role));
  const isNew = !people.some((one) => isRole(one.role, role));
  const others = people.map((one) => (isRole(one.role, role) ? { ...one, memberId } : one));
  return isNew ? [...others, { role, memberId }] : others;
};

const ofFirm = 'firm.';
type Asking = { name: string; content: { roles: Readonly<Record<string, string>> } };

/** Of each role that templates take from the firm, the names of the templates. */
export function askedOf(templates: readonly Asking[]): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const template of templates) {
    const roles = Object.values(template.content.roles)
      .filter((source) => source.startsWith(ofFirm))
      .map((source) => source.slice(ofFirm.length));
    for (const role of new Set(roles)) asked.set(role, [...(asked.get(role) ?? []), template.name]);
  }
  return asked;
}

export type Line = { role: string; memberId?: string; templates: readonly string[] };

/** What is asked for and held by nobody comes first, then what is held. */
export function linesOf(people: readonly Held[], asked: ReadonlyMap<string, readonly string[]>): Line[] {
  const open = [...asked].filter(([role]) => !people.some((one) => isRole(one.role, role)));
  const templatesOf = (role: string) => [...asked].find(([one]) => isRole(one, role))?.[1] ?? [];
  return [
    ...open.map(([role, templates]) => ({ role, templates })).toSorted((a, b) => a.role.localeCompare(b.role)),
    ...people.map((one) => ({ ...one, templates: templatesOf(one.role) })),
  ];
}
