import * as z from 'zod';
import { invalid } from '../../shared/errors.ts';
import { start } from '../../shared/events/chain.ts';
import { List, paging } from '../../shared/http/lists.ts';
import { leads, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import type { Verifying } from '../audit/verify.ts';
import { choose } from '../walls/access.ts';
import { accessChange, circleOf, loadAccess } from '../walls/store.ts';
import { type Conflict, decide, DecideInput, report, Search } from './conflict.ts';
import { conflictEvent } from './events.ts';
import { searchAll } from './search.ts';
import { administrators, conflicts, findings, listConflicts, loadReport } from './store.ts';
import { ReportVerdict, verifyReport } from './verify.ts';
import { ConflictView, ReportView, reportView, view } from './view.ts';

const on = routesOf<Verifying>();
const ById = z.object({ conflictId: Id('conflict') });

async function checkProspect(records: Records, clientId: string | undefined): Promise<void> {
  if (clientId === undefined || (await records.find(clients, clientId))) return;
  throw invalid({ path: 'body.clientId', message: 'There is no client with this id' });
}

type Wall = NonNullable<z.output<typeof DecideInput>['wall']>;

/** The wall that a decision puts up, beside what the client's list says already. */
async function loadWall(records: Records, { clientId, deny }: Wall) {
  if (!(await records.find(clients, clientId)))
    throw invalid({ path: 'body.wall.clientId', message: 'There is no client with this id' });
  const loaded = await loadAccess(records, clientId);
  const { only, deny: denied = [] } = loaded.access ?? {};
  const all = [...new Set([...denied, ...deny])];
  if (all.length > 50) throw invalid({ path: 'body.wall.deny', message: 'At most 50 people' });
  const circle = await circleOf(records, loaded.client, [...(only ?? []), ...all]);
  return { ...loaded, circle, lists: { ...(only && { only }), deny: all } };
}

export const conflictRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/conflicts',
    summary: 'Look for names in everything that the firm has, and freeze what was found',
    description:
      'Over names and former names of clients and people, archived ones and prospects included, and over everyone in their relations: spelt alike, sounding alike, in part, or through someone. It looks past all walls; the report tells each reader only what they may see, and of the rest that something is there. What was entered a moment ago may not be found yet.',
    allow: staff,
    limit: { per: 'person', times: 120, seconds: 3600 },
    body: Search,
    status: 201,
    response: ConflictView,
    async load({ body }, { records, table, newId }) {
      await checkProspect(records, body.clientId);
      const found = await searchAll(systemRecords(table), body.names, body.clientId);
      return { found, id: newId('conflict'), salt: newId('conflict') };
    },
    decide({ loaded: { found, id, salt }, body, caller, now }) {
      const frozen = report(body, found, { id, caller, now, salt });
      const write = conflicts.create(frozen.conflict);
      return {
        write: [
          conflictEvent('conflict.searched', start(write.item.pk), [write, ...frozen.findings.map(findings.create)]),
        ],
        answer: view(write.after as Stored<Conflict>, caller),
        location: `/v1/conflicts/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/conflicts',
    summary: 'Conflict searches, newest first: all, or those for one client',
    allow: staff,
    query: z.strictObject({ clientId: Id('client').optional(), ...paging }),
    response: List(ConflictView),
    load: ({ query }, { records }) => listConflicts(records, query, query.cursor),
    answer: ({ loaded, caller }) => ({ ...loaded, items: loaded.items.map((one) => view(one, caller)) }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/conflicts/{conflictId}',
    summary: 'The report of a conflict search',
    allow: staff,
    params: ById,
    response: ReportView,
    async load({ params }, { records }) {
      const [found, admins] = await Promise.all([loadReport(records, params.conflictId), administrators(records)]);
      return { ...found, admins };
    },
    answer: ({ loaded, caller }) => reportView(loaded, loaded.admins, caller),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/conflicts/{conflictId}/verify',
    summary: 'Whether a report is as it was frozen',
    allow: staff,
    params: ById,
    response: ReportVerdict,
    load: ({ params }, from) => verifyReport(from, params.conflictId),
    answer: ({ loaded }) => loaded,
  }),
  on.changes({
    method: 'POST',
    path: '/v1/conflicts/{conflictId}/decide',
    summary: 'Decide on what was found, once, and put up a wall with it',
    allow: leads,
    params: ById,
    body: DecideInput,
    response: ConflictView,
    async load({ params, body }, { records }) {
      const found = await loadReport(records, params.conflictId);
      return { ...found, wall: body.wall && (await loadWall(records, body.wall)) };
    },
    subject: ({ conflict }) => conflict,
    decide({ loaded: { tail, conflict, wall }, body, caller, now }) {
      const write = conflicts.replace(conflict, decide(conflict, body, caller, now));
      const choice =
        wall && choose(wall.access, { ...wall.lists, reason: body.reason.slice(0, 500) }, wall.circle, caller, now);
      return {
        write: [
          conflictEvent('conflict.decided', tail, [write]),
          ...(wall && choice ? [accessChange(wall, choice)] : []),
        ],
        answer: view(write.after as Stored<Conflict>, caller),
      };
    },
  }),
];
