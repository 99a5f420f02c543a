import * as z from 'zod';
import { start, type Tail } from '../../shared/events/chain.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { checkRights } from '../../shared/http/rights.ts';
import { admins, everyone, type Caller, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { firmChange } from './admins.ts';
import { firmEvent } from './events.ts';
import {
  disable,
  enable,
  invite,
  inviteAgain,
  type Member,
  MemberPatch,
  MemberView,
  NewMember,
  parted,
  update,
} from './member.ts';
import { memberView } from './member-view.ts';
import { type Beside, changeDetails, changesSomething, type Details } from './profile.ts';
import { checkStillKept } from '../walls/access.ts';
import { keepingOf } from '../walls/store.ts';
import { besideMember, listMembers, loadFirm, loadMember, members, profiles, rateSheets } from './store.ts';

const on = routesOf();
const ById = z.object({ memberId: Id('member') });

type OfFirm = Awaited<ReturnType<typeof loadFirm>>;

async function loadBoth({ memberId }: { memberId: string }, records: Parameters<typeof loadMember>[0]) {
  const [one, firm] = await Promise.all([loadMember(records, memberId), loadFirm(records)]);
  return { ...one, firm };
}

type Both = { member: Stored<Member> | undefined; tail: Tail; firm: OfFirm };

/** One change of a member: the records, the event, and the firm's administrators where they follow. */
function memberChange(
  type: Parameters<typeof firmEvent>[0],
  { member, tail, firm }: Both,
  after: Member,
  caller: Caller,
  { writes, beside }: { writes: readonly RecordWrite[]; beside?: Beside } = { writes: [] },
) {
  const write = member ? members.replace(member, after) : members.create(after);
  return {
    write: [firmEvent(type, tail, [write, ...writes]), ...firmChange(firm, member, after)],
    answer: memberView(write.after as Stored<Member>, caller, beside),
  };
}

/** What stands beside a member's record, as it is written and as it is then. */
function besideChange(memberId: string, before: Beside, given: Details, { firm }: OfFirm, caller: Caller) {
  checkRights(rateSheets, given, caller);
  const { profile, sheet } = changeDetails(memberId, before, given, firm.currency);
  const how = profile && (before.profile ? profiles.replace(before.profile, profile) : profiles.create(profile));
  const rates = sheet && (before.sheet ? rateSheets.replace(before.sheet, sheet) : rateSheets.create(sheet));
  return {
    writes: [how, rates].filter((write) => write !== undefined),
    beside: {
      profile: (how?.after as Beside['profile']) ?? before.profile,
      sheet: (rates?.after as Beside['sheet']) ?? before.sheet,
    },
  };
}

export const memberRoutes = [
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
      const { own, beside } = parted(body);
      const changed = besideChange(id, { profile: undefined, sheet: undefined }, beside, firm, caller);
      const made = { member: undefined, tail: start(members.key(id).pk), firm };
      const outcome = memberChange('member.invited', made, invite(own, id, now), caller, changed);
      return { ...outcome, location: `/v1/team/${id}` };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/team/{memberId}',
    summary: 'A team member, with hours and skills',
    description: 'Rates are there for who has the right to them, and one’s own bill rates for oneself.',
    allow: everyone,
    params: ById,
    response: MemberView,
    async load({ params: { memberId } }, { records }) {
      const [member, beside] = await Promise.all([records.get(members, memberId), besideMember(records, memberId)]);
      return { member, beside };
    },
    answer: ({ loaded: { member, beside }, caller }) => memberView(member, caller, beside),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/team/{memberId}',
    summary: 'Change who a team member is, what they may see, when they work and what they are billed at',
    description:
      'A change of rights acts with the person’s next request. Hours and rates are given whole, each from its day on.',
    allow: admins,
    params: ById,
    body: MemberPatch,
    response: MemberView,
    async load({ params, body: { role, scope } }, { records }) {
      const [both, beside, keeping] = await Promise.all([
        loadBoth(params, records),
        besideMember(records, params.memberId),
        (role ?? scope) === undefined ? undefined : keepingOf(records),
      ]);
      return { ...both, beside, keeping };
    },
    subject: ({ member }) => member,
    decide({ loaded, body, caller }) {
      const { member } = loaded;
      const { own, beside } = parted(body);
      const changed = besideChange(member.id, loaded.beside, beside, loaded.firm, caller);
      const details = (member.details ?? 0) + 1;
      const after = { ...update(member, own), ...(changesSomething(changed.writes) && { details }) };
      if (loaded.keeping) checkStillKept(loaded.keeping, after);
      return memberChange('member.updated', loaded, after, caller, changed);
    },
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
    async load({ params }, { records }) {
      const [both, keeping] = await Promise.all([loadBoth(params, records), keepingOf(records)]);
      return { ...both, keeping };
    },
    subject: ({ member }) => member,
    decide({ loaded, caller }) {
      const after = disable(loaded.member, caller.id);
      checkStillKept(loaded.keeping, after);
      return memberChange('member.disabled', loaded, after, caller);
    },
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
