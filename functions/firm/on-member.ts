import type { Table } from '../../shared/table/table.ts';
import type { Member } from './member.ts';
import { members } from './store.ts';
import type { UserPool } from './user-pool.ts';

async function align(pool: UserPool, member: Member): Promise<void> {
  const { id, mail, status, invitations } = member;
  const account = await pool.find(id);
  if (!account) {
    if (status === 'active') await pool.invite(id, mail);
    return;
  }
  if (account.mail.toLowerCase() !== mail.toLowerCase()) await pool.changeMail(id, mail);
  if (status === 'active' && !account.enabled) await pool.enable(id);
  if (status === 'disabled' && account.enabled) await pool.disable(id);
  if (status === 'active' && invitations > account.invitations) await pool.inviteAgain(id, invitations);
}

/**
 * Brings the account of a member in line with their record: made and invited, its mail, open or closed. It looks at the
 * record as it is now, so an event that comes twice, late or out of order does no harm; and once more when it is done,
 * so that a reaction to an older state never has the last word.
 */
export async function onMember(table: Table, pool: UserPool, memberId: string): Promise<void> {
  let aligned = 0;
  for (;;) {
    const item = await table.get(members.key(memberId), { strong: true });
    if (!item || item.version === aligned) return;
    const member = members.read(item);
    await align(pool, member);
    aligned = member.version;
  }
}
