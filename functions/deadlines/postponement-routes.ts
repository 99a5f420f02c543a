import * as z from 'zod';
import { type Caller, everyone, leads, routesOf } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { RecordWrite, Stored } from '../../shared/table/entity.ts';
import { deadlineEvent } from './events.ts';
import {
  correct,
  enter,
  NewPostponement,
  type Postponement,
  PostponementPatch,
  PostponementView,
  show,
  takeBack,
} from './postponement.ts';
import { findPostponement, listPostponements, loadPostponement, loadPostponements, postponements } from './store.ts';

const on = routesOf();
const ById = z.object({ postponementId: Id('postponement') });

const answerOf = (write: RecordWrite, caller: Caller) => show(write.after as Stored<Postponement>, caller);

export const postponementRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/deadlines/postponements',
    summary: 'What the firm entered on dates of law: postponements by area, and corrections',
    allow: everyone,
    response: z.object({ items: z.array(PostponementView) }),
    load: (_, { records }) => listPostponements(records),
    answer: ({ loaded, caller }) => ({ items: loaded.map((one) => show(one, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/deadlines/postponements',
    summary: 'Enter that dates of law are postponed in an area, or, without an area, are others than shown here',
    description: 'Names the dates by their keys, or the agency whose dates all move; and where it was read.',
    allow: leads,
    body: NewPostponement,
    status: 201,
    response: PostponementView,
    load: async (_, { records, newId }) => ({ ...(await loadPostponements(records)), id: newId('postponement') }),
    decide({ loaded: { standing, tail, id }, body, caller, now }) {
      const write = postponements.create(enter(standing, body, caller, id, now));
      return {
        write: [deadlineEvent('postponement.entered', tail, [write])],
        answer: answerOf(write, caller),
        location: `/v1/deadlines/postponements/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/deadlines/postponements/{postponementId}',
    summary: 'A postponement or correction of dates of law',
    allow: everyone,
    params: ById,
    response: PostponementView,
    load: ({ params }, { records }) => findPostponement(records, params.postponementId),
    answer: ({ loaded, caller }) => show(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/deadlines/postponements/{postponementId}',
    summary: 'Change a postponement or correction; whoever does has entered it',
    allow: leads,
    params: ById,
    body: PostponementPatch,
    response: PostponementView,
    load: ({ params }, { records }) => loadPostponement(records, params.postponementId),
    subject: ({ postponement }) => postponement,
    decide({ loaded: { postponement, tail }, body, caller, now }) {
      const write = postponements.replace(postponement, correct(postponement, body, caller, now));
      return { write: [deadlineEvent('postponement.changed', tail, [write])], answer: answerOf(write, caller) };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/deadlines/postponements/{postponementId}',
    summary: 'Take a postponement or correction back',
    allow: leads,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadPostponement(records, params.postponementId),
    subject: ({ postponement }) => postponement,
    decide({ loaded: { postponement, tail }, now }) {
      const write = postponements.replace(postponement, takeBack(postponement, now));
      return { write: [deadlineEvent('postponement.removed', tail, [write])], answer: undefined };
    },
  }),
];
