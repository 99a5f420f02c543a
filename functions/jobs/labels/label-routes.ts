import * as z from 'zod';
import { notFound } from '../../../shared/errors.ts';
import { admins, everyone, routesOf } from '../../../shared/http/route.ts';
import { Id } from '../../../shared/ids.ts';
import type { Records } from '../../../shared/table/records.ts';
import type { Stored } from '../../../shared/table/entity.ts';
import { jobEvent } from '../events.ts';
import {
  define,
  NewStatusLabel,
  rename,
  retire,
  sorted,
  type StatusLabel,
  StatusLabelPatch,
  StatusLabelView,
  view,
} from './label.ts';
import { listLabels, loadLabels, statusLabels } from './store.ts';

const on = routesOf();
const ById = z.object({ statusLabelId: Id('statusLabel') });

async function loadOne(records: Records, id: string) {
  const { labels, tail } = await loadLabels(records);
  const label = labels.find((one) => one.id === id && one.state === 'active');
  if (!label) throw notFound(statusLabels.name, id);
  return { label, tail };
}

export const statusLabelRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/status-labels',
    summary: 'What the firm calls the states of its jobs, by category; retired ones too, to be read where they are',
    allow: everyone,
    response: z.object({ items: z.array(StatusLabelView) }),
    load: (_, { records }) => listLabels(records),
    answer: ({ loaded, caller }) => ({ items: sorted(loaded).map((label) => view(label, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/status-labels',
    summary: 'Give a state of jobs a label of the firm’s own, such as “Waiting on K-1s”',
    allow: admins,
    body: NewStatusLabel,
    status: 201,
    response: StatusLabelView,
    load: async (_, { records, newId }) => ({ ...(await loadLabels(records)), id: newId('statusLabel') }),
    decide({ loaded: { labels, tail, id }, body, caller, now }) {
      const write = statusLabels.create(define(labels, body, id, now));
      return {
        write: [jobEvent('status-label.made', tail, [write])],
        answer: view(write.after as Stored<StatusLabel>, caller),
        location: `/v1/status-labels/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/status-labels/{statusLabelId}',
    summary: 'A label of a state of jobs, also one that was retired',
    allow: everyone,
    params: ById,
    response: StatusLabelView,
    load: ({ params }, { records }) => records.get(statusLabels, params.statusLabelId),
    answer: ({ loaded, caller }) => view(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/status-labels/{statusLabelId}',
    summary: 'Rename a label, or give it another place; jobs that have it follow',
    allow: admins,
    params: ById,
    body: StatusLabelPatch,
    response: StatusLabelView,
    load: ({ params }, { records }) => loadOne(records, params.statusLabelId),
    subject: ({ label }) => label,
    decide({ loaded: { label, tail }, body, caller }) {
      const write = statusLabels.replace(label, rename(label, body));
      return {
        write: [jobEvent('status-label.changed', tail, [write])],
        answer: view(write.after as Stored<StatusLabel>, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/status-labels/{statusLabelId}',
    summary: 'Retire a label: no job gets it any more, and those that have it keep it',
    allow: admins,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadOne(records, params.statusLabelId),
    subject: ({ label }) => label,
    decide: ({ loaded: { label, tail } }) => ({
      write: [jobEvent('status-label.retired', tail, [statusLabels.replace(label, retire(label))])],
      answer: undefined,
    }),
  }),
];
