import type { Table } from '../../shared/table/table.ts';
import { members } from './store.ts';
import type { UserPool } from './user-pool.ts';

/**
 * Brings the account of a member in line with their record: made and invited, its mail, open or closed. It looks at the
 * record as it is now, so an event that comes twice, late or out of order does no harm.
 */
export async function onMember(table: Table, pool: UserPool, memberId: string): Promise<void> {
  const item = await table.get(members.key(memberId), { strong: true });
  if (!item) return;
  const member = members.read(item);
  const account = await pool.find(memberId);
  if (!account) {
    if (member.status === 'active') await pool.invite(memberId, member.mail);
    return;
  }
  if (account.mail.toLowerCase() !== member.mail.toLowerCase()) await pool.changeMail(memberId, member.mail);
  if (member.status === 'active' && !account.enabled) await pool.enable(memberId);
  if (member.status === 'disabled' && account.enabled) await pool.disable(memberId);
  if (member.status === 'active' && member.invitations > account.invitations)
    await pool.inviteAgain(memberId, member.invitations);
}
