import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { type Caller, roles } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { type Details, details, DetailsView } from './profile.ts';
import { Rights, rightsOf } from './rights.ts';

const ClientIds = z.array(Id('client')).max(200, 'At most 200 clients');

/** What a member may see: every client, every client but some (a wall), or only some. */
export const ClientScope = z
  .strictObject({ except: ClientIds.optional(), only: ClientIds.optional() })
  .refine((scope) => !(scope.except && scope.only), 'Takes except or only, not both')
  .meta({ id: 'ClientScope' });
export type ClientScope = z.output<typeof ClientScope>;

export const Member = z.object({
  id: Id('member'),
  name: z.string().trim().min(1).max(120),
  mail: z.email().max(254),
  /** As clients read it: Partner, Tax manager. */
  title: z.string().trim().min(1).max(120).optional(),
  role: z.enum(roles),
  status: z.enum(['active', 'disabled']),
  scope: z.object({ except: z.array(z.string()).optional(), only: z.array(z.string()).optional() }),
  /** Where they differ from those of the role. */
  rights: Rights.partial().optional(),
  /** The last day of access (a guest's, say), in the firm's zone. */
  accessEndsOn: z.iso.date().optional(),
  /** Counts the invitations sent, so that each is sent once. */
  invitations: z.int(),
  /** Counts the changes of what stands beside this record, so that its version speaks of them too. */
  details: z.int().optional(),
  createdAt: z.iso.datetime(),
});
export type Member = z.output<typeof Member>;

/** What someone sees of the firm's money where it is not as their role has it. */
const GivenRights = z.strictObject(Rights.partial().shape).meta({ id: 'GivenRights' });

export const NewMember = z
  .strictObject({
    name: Member.shape.name,
    mail: Member.shape.mail,
    title: Member.shape.title,
    role: Member.shape.role.default('member'),
    scope: ClientScope.default({}),
    rights: GivenRights.optional(),
    accessEndsOn: z.iso.date().optional(),
    ...details,
    target: details.target.unwrap(),
  })
  .meta({ id: 'NewMember' });

export const MemberPatch = z
  .strictObject({
    name: Member.shape.name.optional(),
    mail: Member.shape.mail.optional(),
    title: Member.shape.title.nullable(),
    role: Member.shape.role.optional(),
    scope: ClientScope.optional(),
    /** Instead of those given before; `{}` leaves those of the role. */
    rights: GivenRights.optional(),
    accessEndsOn: z.iso.date().nullable().optional(),
    ...details,
  })
  .meta({ id: 'MemberPatch' });

export const MemberView = Member.omit({ invitations: true, details: true })
  .extend({
    ...DetailsView.shape,
    scope: ClientScope.optional(),
    /** What they see, by their role and what they were given. */
    sees: Rights.optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), disable: z.boolean() }),
  })
  .meta({ id: 'Member' });

/** The firm always has an administrator: none of them has a last day, after which nobody could let anyone in. */
function lasting(member: Member): Member {
  if (member.role === 'admin' && member.accessEndsOn !== undefined)
    throw broken('The access of an administrator has no last day; take the day away, or give another role', {
      field: 'accessEndsOn',
    });
  return member;
}

/** A new team member; the invitation follows from the event. */
export const invite = (input: Omit<z.output<typeof NewMember>, keyof Details>, id: string, now: string): Member =>
  lasting({ id, ...input, status: 'active', invitations: 1, createdAt: now });

/** The member's own record after a change; `null` takes something away. */
export function update(member: Member, patch: Omit<z.output<typeof MemberPatch>, keyof Details>): Member {
  const changed = Object.entries({ ...member, ...patch }).filter(([, value]) => value !== null && value !== undefined);
  return lasting(Object.fromEntries(changed) as Member);
}

/** What was said of a person, parted into what stands in their record and what stands beside it. */
export function parted<T extends Details>(given: T): { own: Omit<T, keyof Details>; beside: Details } {
  const { hours, target, skills, billRates, costRates, ...own } = given;
  return { own, beside: { hours, target, skills, billRates, costRates } };
}

/** Who leaves keeps their name in the history; their access ends with the next request. */
export function disable(member: Member, callerId: string): Member {
  if (member.id === callerId) throw broken('You cannot end your own access; another administrator can');
  return { ...member, status: 'disabled' };
}

export const enable = (member: Member): Member => ({ ...member, status: 'active' });

export function inviteAgain(member: Member): Member {
  if (member.status === 'disabled') throw broken(`${member.name} has no access; give it back first`);
  return { ...member, invitations: member.invitations + 1 };
}

/** Someone of the team as they call: what they may do and see, by their record alone. */
export const callerOf = (member: Member): Caller => ({
  id: member.id,
  name: member.name,
  role: member.role,
  scope: member.scope,
  rights: rightsOf(member),
});

/** Whether someone may sign in on this day (firm-local). */
export const hasAccess = (member: Member, today: string): boolean =>
  member.status === 'active' && (member.accessEndsOn === undefined || today <= member.accessEndsOn);
