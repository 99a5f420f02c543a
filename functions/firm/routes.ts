import * as z from 'zod';
import { admins, everyone, type Caller, leads, routesOf } from '../../shared/http/route.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { Id } from '../../shared/ids.ts';
import { start } from '../../shared/events/chain.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { firmEvent } from './events.ts';
import { type Firm, FirmPatch, FirmView, withAdmin } from './firm.ts';
import {
  type ClientScope,
  disable,
  enable,
  invite,
  inviteAgain,
  type Member,
  MemberPatch,
  MemberView,
  NewMember,
  update,
} from './member.ts';
import { rightsOf } from './rights.ts';
import { firms, listMembers, loadFirm, loadMember, members } from './store.ts';

const on = routesOf();
const ById = z.object({ memberId: Id('member') });
const is = (role: Caller['role'], caller: Caller) => caller.role === role;

const firmView = (firm: Stored<Firm>, caller: Caller) => ({ ...firm, can: { edit: is('admin', caller) } });

/** Whom a wall keeps from whom is for those who lead; what is behind a wall is not named to who stands before it. */
const scopeView = ({ except, only }: ClientScope, caller: Caller): ClientScope => {
  const seen = (ids: readonly string[]) => ids.filter((id) => is('admin', caller) || mayRead(caller, [id]));
  return { ...(except && { except: seen(except) }), ...(only && { only: seen(only) }) };
};

const memberView = ({ scope, rights, ...member }: Stored<Member>, caller: Caller) => ({
  ...member,
  ...((caller.id === member.id || leads.some((role) => is(role, caller))) && {
    scope: scopeView(scope, caller),
    ...(rights && { rights }),
    sees: rightsOf({ role: member.role, rights }),
  }),
  can: {
    edit: is('admin', caller),
    disable: is('admin', caller) && member.id !== caller.id && member.status === 'active',
  },
});

/** The firm's list of administrators changes together with the member who becomes or stops being one. */
function firmChange({ firm, tail }: Awaited<ReturnType<typeof loadFirm>>, before: Member | undefined, after: Member) {
  const wasAdmin = before?.role === 'admin' && before.status === 'active';
  const isAdmin = after.role === 'admin' && after.status === 'active';
  if (wasAdmin === isAdmin) return [];
  return [firmEvent('firm.updated', tail, [firms.replace(firm, withAdmin(firm, after.id, isAdmin))])];
}

async function loadBoth({ memberId }: { memberId: string }, records: Parameters<typeof loadMember>[0]) {
  const [one, firm] = await Promise.all([loadMember(records, memberId), loadFirm(records)]);
  return { ...one, firm };
}

type Both = Awaited<ReturnType<typeof loadBoth>>;

/** One change of a member: the record, the event, and the firm's administrators where they follow. */
function memberChange(
  type: Parameters<typeof firmEvent>[0],
  { member, tail, firm }: Both,
  after: Member,
  caller: Caller,
) {
  const write = members.replace(member, after);
  return {
    write: [firmEvent(type, tail, [write]), ...firmChange(firm, member, after)],
    answer: memberView(write.after as Stored<Member>, caller),
  };
}

export const firmRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/me',
    summary: 'Who I am, and what I may do',
    allow: everyone,
    response: z.object({ member: MemberView, firm: FirmView }).meta({ id: 'Me' }),
    async load(_, { records }) {
      const reader = (await records.reader()) as Caller;
      const [firm, member] = await Promise.all([records.get(firms, 'firm'), records.get(members, reader.id)]);
      return { firm, member };
    },
    answer: ({ loaded, caller }) => ({
      member: memberView(loaded.member, caller),
      firm: firmView(loaded.firm, caller),
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/firm',
    summary: 'The firm’s settings',
    allow: everyone,
    response: FirmView,
    load: (_, { records }) => records.get(firms, 'firm'),
    answer: ({ loaded, caller }) => firmView(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/firm',
    summary: 'Change the firm’s settings',
    allow: admins,
    body: FirmPatch,
    response: FirmView,
    load: (_, { records }) => loadFirm(records),
    subject: ({ firm }) => firm,
    decide({ loaded: { firm, tail }, body, caller }) {
      const write = firms.replace(firm, { ...firm, ...body });
      return {
        write: [firmEvent('firm.updated', tail, [write])],
        answer: firmView(write.after as Stored<Firm>, caller),
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/team',
    summary: 'The team, by state and name',
    allow: everyone,
    query: Paging,
    response: List(MemberView),
    load: ({ query }, { records }) => listMembers(records, query.limit, query.cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((member) => memberView(member, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team',
    summary: 'Invite someone into the team',
    description: 'The invitation goes out by mail, with a temporary password.',
    allow: admins,
    limit: { per: 'person', times: 60, seconds: 3600 },
    body: NewMember,
    status: 201,
    response: MemberView,
    load: async (_, { records, newId }) => ({ id: newId('member'), firm: await loadFirm(records) }),
    decide({ loaded: { id, firm }, body, caller, now }) {
      const member = invite(body, id, now);
      const write = members.create(member);
      return {
        write: [
          firmEvent('member.invited', start(members.key(id).pk), [write]),
          ...firmChange(firm, undefined, member),
        ],
        answer: memberView(write.after as Stored<Member>, caller),
        location: `/v1/team/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/team/{memberId}',
    summary: 'A team member',
    allow: everyone,
    params: ById,
    response: MemberView,
    load: ({ params }, { records }) => records.get(members, params.memberId),
    answer: ({ loaded, caller }) => memberView(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/team/{memberId}',
    summary: 'Change name, mail, role or client scope of a team member',
    description: 'A change of rights acts with the person’s next request.',
    allow: admins,
    params: ById,
    body: MemberPatch,
    response: MemberView,
    load: ({ params }, { records }) => loadBoth(params, records),
    subject: ({ member }) => member,
    decide: ({ loaded, body, caller }) => memberChange('member.updated', loaded, update(loaded.member, body), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team/{memberId}/invite',
    summary: 'Send the invitation again, with a new temporary password',
    allow: leads,
    limit: { per: 'person', times: 20, seconds: 3600 },
    params: ById,
    response: MemberView,
    load: ({ params }, { records }) => loadBoth(params, records),
    subject: ({ member }) => member,
    decide: ({ loaded, caller }) => memberChange('member.invited-again', loaded, inviteAgain(loaded.member), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team/{memberId}/disable',
    summary: 'End a team member’s access at once',
    allow: admins,
    params: ById,
    response: MemberView,
    load: ({ params }, { records }) => loadBoth(params, records),
    subject: ({ member }) => member,
    decide: ({ loaded, caller }) => memberChange('member.disabled', loaded, disable(loaded.member, caller.id), caller),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team/{memberId}/enable',
    summary: 'Give a team member access again',
    allow: admins,
    params: ById,
    response: MemberView,
    load: ({ params }, { records }) => loadBoth(params, records),
    subject: ({ member }) => member,
    decide: ({ loaded, caller }) => memberChange('member.enabled', loaded, enable(loaded.member), caller),
  }),
];
