import { broken } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Batch, BatchView, view } from '../batches/batch.ts';
import { startBatch } from '../batches/store.ts';
import { firms } from '../firm/store.ts';
import { peopleOf, Wish } from './nudge.ts';
import { chosen, loadPreview, NudgePreview, preview } from './nudge-preview.ts';

const on = routesOf();

export const nudgeRoutes = [
  on.reads({
    method: 'POST',
    path: '/v1/chasing/preview',
    summary: 'What waits for whom of the clients’ people, who of them would be reminded now, and who not, and why',
    description:
      'Of the requests and organizers that are named; or of all that clients owe, with letters to sign. At most 500, the oldest.',
    allow: staff,
    body: Wish,
    response: NudgePreview,
    load: ({ body }, { records }) => loadPreview(records, body),
    answer: ({ loaded, now }) => preview(loaded, now),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/chasing/nudge',
    summary: 'Remind people of all that they owe, each by one mail',
    description:
      'As long work, also for few: one mail to each, over all their clients, in the firm’s hours for mail; who sent something in the last 48 hours, was reminded today or cannot be reached is left out. `GET /v1/batches/{batchId}/results` says of each what came of it.',
    allow: staff,
    body: Wish,
    status: 202,
    response: BatchView,
    async load({ body }, { records, newId }) {
      const [{ heads }, firm] = await Promise.all([chosen(records, body), records.get(firms, 'firm')]);
      return { people: peopleOf(heads), firm, id: newId('batch') };
    },
    decide({ loaded: { people, firm, id }, caller, now }) {
      if (firm.liveSince === undefined) throw broken('The firm has not gone live: nobody is reminded before that');
      if (people.length === 0) throw broken('Nothing is open that anyone could be reminded of');
      const asked = { kind: 'nudge', title: 'Remind clients', total: people.length, given: { people } };
      const started = startBatch({ ...asked, startedBy: caller.id }, id, now);
      const batch = started.records[0]!.after as Stored<Batch>;
      return { write: [started], answer: view(batch, undefined, caller), location: `/v1/batches/${id}` };
    },
  }),
];
