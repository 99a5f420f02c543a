import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { type Caller, leads, type Loading, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { mayRead } from '../../shared/table/walls.ts';
import { systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { type Batch, BatchView, view as batchView } from '../batches/batch.ts';
import { startBatch } from '../batches/store.ts';
import { firmChange } from '../firm/admins.ts';
import { disable } from '../firm/member.ts';
import { loadFirm, loadMember, members } from '../firm/store.ts';
import { checkStillKept } from '../walls/access.ts';
import { keepingOf } from '../walls/store.ts';
import { handOverEvent } from './events.ts';
import { begin, checkMayEnd, checkSeen, HandOverInput, isRepeated, preview, PreviewView } from './hand-over.ts';
import { checkWish, plan, Wish } from './plan.ts';
import { earlierOf, everythingHeld, handOvers, listHoldings, receiversOf, todayAt } from './store.ts';

type Deps = { table: Table };
const on = routesOf<Deps>();
const ById = z.object({ memberId: Id('member') });

const HoldingView = z
  .object({
    kind: z.string(),
    id: z.string(),
    label: z.string(),
    clientIds: z.array(z.string()),
    parts: z.array(z.object({ part: z.string(), of: z.string().optional() })),
  })
  .meta({ id: 'Holding' });

/** What becomes of everything that someone holds. */
async function loadPlan(memberId: string, wish: Wish, { records, table }: Loading<Deps>) {
  await records.get(members, memberId);
  const all = systemRecords(table);
  const [rows, { receivers }, today, reader] = await Promise.all([
    everythingHeld(table, memberId),
    receiversOf(all, wish),
    todayAt(all, instant()),
    records.reader(),
  ]);
  const seen = rows.flatMap(({ clientIds }) => clientIds).filter((id) => mayRead(reader, [id]));
  return { planned: plan(rows, wish, receivers, today), receivers, seen: new Set(seen) };
}

async function loadHandOver(memberId: string, input: HandOverInput, from: Loading<Deps>) {
  const [leaver, firm, planned, earlier, keeping] = await Promise.all([
    loadMember(from.records, memberId),
    loadFirm(from.records),
    loadPlan(memberId, input, from),
    earlierOf(from.records, from.table, memberId),
    input.endAccess ? keepingOf(from.records) : undefined,
  ]);
  return { ...leaver, firm, ...planned, earlier, keeping, batchId: from.newId('batch') };
}

type Loaded = Awaited<ReturnType<typeof loadHandOver>>;

/** The end of access, if it is wanted, and the beginning of the work, in one transaction. */
function beginning(
  { member, tail, firm, earlier, planned, keeping, batchId }: Loaded,
  input: HandOverInput,
  caller: Caller,
  now: string,
) {
  const handOver = begin(input, member.id, batchId, caller.id, now);
  const record = earlier ? handOvers.replace(earlier.handOver, handOver) : handOvers.create(handOver);
  const ended = input.endAccess ? disable(member, caller.id) : member;
  if (keeping) checkStillKept(keeping, ended);
  const asked = {
    kind: 'hand-over',
    title: `Hand over from ${member.name}`,
    startedBy: caller.id,
    given: { from: member.id, wish: handOver.wish },
    total: planned.length,
  };
  const started = startBatch(asked, batchId, now);
  return {
    batch: started.records[0]!.after as Stored<Batch>,
    write: [
      handOverEvent('member.handed-over', tail, [record, members.replace(member, ended)]),
      ...firmChange(firm, member, ended),
      started,
    ],
  };
}

export const handOverRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/team/{memberId}/holdings',
    summary: 'What a team member holds: every record that they have a part in',
    allow: leads,
    params: ById,
    query: Paging,
    response: List(HoldingView),
    async load({ params: { memberId }, query: { limit, cursor } }, { records }) {
      const [list] = await Promise.all([
        listHoldings(records, memberId, limit, cursor),
        records.get(members, memberId),
      ]);
      return list;
    },
    answer: ({ loaded, caller }) => ({
      ...loaded,
      items: loaded.items.map(({ kind, id, label, clientIds, parts }) => ({
        kind,
        id,
        label,
        clientIds: clientIds.filter((one) => mayRead(caller, [one])),
        parts: [...parts],
      })),
    }),
  }),
  on.reads({
    method: 'POST',
    path: '/v1/team/{memberId}/hand-over/preview',
    summary: 'What would go to whom if a team member handed over, and what could not',
    allow: leads,
    params: ById,
    body: Wish,
    response: PreviewView,
    load: ({ params, body }, from) => loadPlan(params.memberId, body, from),
    answer({ loaded: { planned, receivers, seen }, params: { memberId }, body, caller }) {
      checkWish(body, memberId, receivers, seen);
      return preview(memberId, planned, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/team/{memberId}/hand-over',
    summary: 'Hand over what a team member holds, as previewed, and end their access',
    description:
      'Takes the digest of the preview; where something changed since, it is refused with a new preview. Access ends at once, the records follow one by one: `GET /v1/batches/{batchId}` says how far it is. What the caller may not see is handed over too.',
    allow: leads,
    limit: { per: 'person', times: 60, seconds: 3600 },
    params: ById,
    body: HandOverInput,
    status: 201,
    response: BatchView,
    load: ({ params, body }, from) => loadHandOver(params.memberId, body, from),
    decide({ loaded, params: { memberId }, body, caller, now }) {
      checkMayEnd(body, caller);
      const shown = preview(memberId, loaded.planned, caller);
      const { earlier } = loaded;
      if (earlier && isRepeated(earlier, body, shown.digest)) {
        const { batch, last } = earlier;
        return { write: [], answer: batchView(batch, last, caller), location: `/v1/batches/${batch.id}` };
      }
      checkWish(body, memberId, loaded.receivers, loaded.seen);
      checkSeen(shown, body);
      const { write, batch } = beginning(loaded, body, caller, now);
      return { write, answer: batchView(batch, undefined, caller), location: `/v1/batches/${batch.id}` };
    },
  }),
];
