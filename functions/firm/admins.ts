import type { Decided } from '../../shared/events/types.ts';
import { firmEvent } from './events.ts';
import { withAdmin } from './firm.ts';
import type { Member } from './member.ts';
import { firms, type loadFirm } from './store.ts';

/** The firm's list of administrators changes together with the member who becomes or stops being one. */
export function firmChange(
  { firm, tail }: Awaited<ReturnType<typeof loadFirm>>,
  before: Member | undefined,
  after: Member,
): Decided[] {
  const wasAdmin = before?.role === 'admin' && before.status === 'active';
  const isAdmin = after.role === 'admin' && after.status === 'active';
  if (wasAdmin === isAdmin) return [];
  return [firmEvent('firm.updated', tail, [firms.replace(firm, withAdmin(firm, after.id, isAdmin))])];
}
