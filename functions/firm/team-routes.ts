import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { firmEvent } from './events.ts';
import { getTeam, listTeams, loadTeam, members, teams } from './store.ts';
import { NewTeam, type Team, TeamPatch, TeamView, teamView } from './team.ts';

const on = routesOf();
const ById = z.object({ teamId: Id('team') });

/** A team is made of people there are. */
async function checkPeople(records: Records, ids: readonly string[] = []): Promise<void> {
  const found = await records.getMany(members, ids);
  const unknown = ids.filter((id) => !found.some((member) => member.id === id));
  if (unknown.length > 0) throw invalid({ path: 'body.memberIds', message: `Nobody in the team is ${unknown[0]}` });
}

export const teamRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/teams',
    summary: 'The teams that people work in, by name',
    allow: everyone,
    query: Paging,
    response: List(TeamView),
    load: ({ query }, { records }) => listTeams(records, query.limit, query.cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((team) => teamView(team, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/teams',
    summary: 'Put people together as a team',
    allow: leads,
    body: NewTeam,
    status: 201,
    response: TeamView,
    async load({ body }, { records, newId }) {
      await checkPeople(records, body.memberIds);
      return newId('team');
    },
    decide({ loaded: id, body, caller, now }) {
      const write = teams.create({ id, ...body, createdAt: now });
      return {
        write: [firmEvent('team.made', start(teams.key(id).pk), [write])],
        answer: teamView(write.after as Stored<Team>, caller),
        location: `/v1/teams/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/teams/{teamId}',
    summary: 'A team',
    allow: everyone,
    params: ById,
    response: TeamView,
    load: ({ params }, { records }) => getTeam(records, params.teamId),
    answer: ({ loaded, caller }) => teamView(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/teams/{teamId}',
    summary: 'Change the name of a team, or who is in it',
    allow: leads,
    params: ById,
    body: TeamPatch,
    response: TeamView,
    async load({ params, body }, { records }) {
      const [loaded] = await Promise.all([loadTeam(records, params.teamId), checkPeople(records, body.memberIds)]);
      return loaded;
    },
    subject: ({ team }) => team,
    decide({ loaded: { team, tail }, body: { name = team.name, memberIds = team.memberIds }, caller }) {
      const write = teams.replace(team, { ...team, name, memberIds });
      return {
        write: [firmEvent('team.updated', tail, [write])],
        answer: teamView(write.after as Stored<Team>, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/teams/{teamId}',
    summary: 'Break a team up; its people stay',
    allow: leads,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadTeam(records, params.teamId),
    subject: ({ team }) => team,
    decide: ({ loaded: { team, tail }, now }) => ({
      write: [firmEvent('team.removed', tail, [teams.replace(team, { ...team, removedAt: now })])],
      answer: undefined,
    }),
  }),
];
