import { invalid } from '../../shared/errors.ts';
import { everyone, leads, type Caller, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { firmEvent } from './events.ts';
import { type FirmRoles, FirmRolesInput, FirmRolesView } from './firm-roles.ts';
import { firmRoles, members } from './store.ts';

const on = routesOf();

const view = ({ people, version }: Stored<FirmRoles>, caller: Caller) => ({
  people,
  version,
  can: { edit: caller.role === 'admin' || caller.role === 'manager' },
});

const none = { id: 'roles' as const, people: [], version: 0 };

export const firmRoleRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/firm/roles',
    summary: 'Who does what for the whole firm',
    description: 'A template’s `firm.coordinator` is whoever is coordinator here.',
    allow: everyone,
    response: FirmRolesView,
    load: async (_, { records }) => (await records.find(firmRoles, 'roles')) ?? none,
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/firm/roles',
    summary: 'Say who does what for the whole firm',
    allow: leads,
    body: FirmRolesInput,
    response: FirmRolesView,
    async load({ body }, { records }) {
      const tail = await records.tail('FIRM');
      const [roles, found] = await Promise.all([
        records.find(firmRoles, 'roles'),
        records.getMany(
          members,
          body.people.map(({ memberId }) => memberId),
        ),
      ]);
      const active = new Set(found.filter(({ status }) => status === 'active').map(({ id }) => id));
      // Who has left keeps what they did until someone else does it: the other roles can change all the same.
      const isKept = (of: string, by: string) =>
        !!roles?.people.some(({ role, memberId }) => role === of && memberId === by);
      const wrong = body.people.flatMap(({ role, memberId }, i) =>
        active.has(memberId) || isKept(role, memberId)
          ? []
          : [{ path: `body.people.${i}.memberId`, message: 'Nobody in the team has this id' }],
      );
      if (wrong.length > 0) throw invalid(...wrong);
      return { tail, roles };
    },
    subject: ({ roles }) => roles ?? none,
    decide({ loaded: { tail, roles }, body, caller }) {
      const after: FirmRoles = { id: 'roles', people: body.people };
      const write = roles ? firmRoles.replace(roles, after) : firmRoles.create(after);
      return {
        write: [firmEvent('firm.roles-changed', tail, [write])],
        answer: view(write.after as Stored<FirmRoles>, caller),
      };
    },
  }),
];
