import { type Caller, leads } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import type { ClientScope, Member } from './member.ts';
import { type Beside, detailsSeen } from './profile.ts';
import { rightsOf } from './rights.ts';
import { rateSheets } from './store.ts';

const is = (role: Caller['role'], caller: Caller) => caller.role === role;

/** Whom a wall keeps from whom is for those who lead; what is behind a wall is not named to who stands before it. */
const scopeView = ({ except, only }: ClientScope, caller: Caller): ClientScope => {
  const seen = (ids: readonly string[]) => ids.filter((id) => is('admin', caller) || mayRead(caller, [id]));
  return { ...(except && { except: seen(except) }), ...(only && { only: seen(only) }) };
};

/** Someone of the team as the caller sees them, with what stands beside their record where it was read. */
export const memberView = ({ scope, rights, ...member }: Stored<Member>, caller: Caller, beside?: Beside) => ({
  ...member,
  ...((caller.id === member.id || leads.some((role) => is(role, caller))) && {
    scope: scopeView(scope, caller),
    ...(rights && { rights }),
    sees: rightsOf({ role: member.role, rights }),
  }),
  ...(beside && detailsSeen(member.id, beside, rateSheets, caller)),
  can: {
    edit: is('admin', caller),
    disable: is('admin', caller) && member.id !== caller.id && member.status === 'active',
  },
});
