import { entity } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { Firm } from './firm.ts';
import { Member } from './member.ts';

/** There is one firm in a deployment. */
export const firms = entity({
  name: 'firm',
  schema: Firm,
  key: (_: 'firm') => ({ pk: 'FIRM', sk: 'FIRM' }),
  id: () => 'firm' as const,
});

export const members = entity({
  name: 'member',
  schema: Member,
  key: (id: string) => ({ pk: `MEMBER#${id}`, sk: 'MEMBER' }),
  id: (member) => member.id,
  indexes: (member) => ({
    byStatusPk: 'MEMBER',
    byStatusSk: `${member.status}#${member.name.toLowerCase()}#${member.id}`,
  }),
  unique: (member) => [
    {
      key: `member-mail#${member.mail.toLowerCase()}`,
      field: 'mail',
      says: `Someone in the team has the address ${member.mail} already`,
    },
  ],
});

/** The team by state and name; 300 people are one page of the index. */
export async function listMembers(records: Records, limit: number, cursor?: string) {
  const { items, next } = await records.page({ index: 'byStatus', pk: 'MEMBER', limit }, cursor);
  return { items: items.map(members.read), ...(next !== undefined && { next }) };
}

/** A member with the tail of their chain, read first, ready to be changed. */
export async function loadMember(records: Records, id: string) {
  const tail = await records.tail(members.key(id).pk);
  return { member: await records.get(members, id), tail };
}

export async function loadFirm(records: Records) {
  const tail = await records.tail('FIRM');
  return { firm: await records.get(firms, 'firm'), tail };
}
