import * as z from 'zod';
import { forbidden } from '../../shared/errors.ts';
import { type Caller, everyone, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { viewEvent } from './events.ts';
import { findView, listViews, loadView, loadViews, views } from './store.ts';
import { keep, mayEdit, NewView, remove, show, type View, ViewPatch, ViewView } from './view.ts';

const on = routesOf();
const ById = z.object({ viewId: Id('view') });

function checkMayEdit(view: View, caller: Caller): void {
  if (!mayEdit(view, caller)) throw forbidden('A view of the firm is changed by who made it, or by a manager');
}

export const viewRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/views',
    summary: 'The filters that you and the firm have kept',
    allow: everyone,
    query: z.strictObject({ page: NewView.shape.page.optional() }),
    response: z.object({ items: z.array(ViewView) }),
    load: ({ query }, { records }) => listViews(records, query.page),
    answer: ({ loaded, caller }) => ({ items: loaded.map((view) => show(view, caller)) }),
  }),
  on.changes({
    method: 'POST',
    path: '/v1/views',
    summary: 'Keep the filters of a page under a name, for yourself or for everyone',
    allow: staff,
    body: NewView,
    status: 201,
    response: ViewView,
    load: async ({ body }, { records, newId }) => ({ ...(await loadViews(records, body.shared)), id: newId('view') }),
    decide({ loaded: { others, tail, id }, body, caller, now }) {
      const write = views.create(keep(others, body, caller, id, now));
      return {
        write: [viewEvent('view.kept', tail, [write])],
        answer: show(write.after as Stored<View>, caller),
        location: `/v1/views/${id}`,
      };
    },
  }),
  on.reads({
    method: 'GET',
    path: '/v1/views/{viewId}',
    summary: 'Kept filters of a page',
    allow: everyone,
    params: ById,
    response: ViewView,
    load: ({ params }, { records }) => findView(records, params.viewId),
    answer: ({ loaded, caller }) => show(loaded, caller),
  }),
  on.changes({
    method: 'PATCH',
    path: '/v1/views/{viewId}',
    summary: 'Change the name or the filters of a view',
    allow: staff,
    params: ById,
    body: ViewPatch,
    response: ViewView,
    load: ({ params }, { records }) => loadView(records, params.viewId),
    subject: ({ view }) => view,
    decide({ loaded: { view, tail }, body, caller }) {
      checkMayEdit(view, caller);
      const { name = view.name, query = view.query } = body;
      const write = views.replace(view, { ...view, name, query });
      return {
        write: [viewEvent('view.changed', tail, [write])],
        answer: show(write.after as Stored<View>, caller),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/views/{viewId}',
    summary: 'Remove a view',
    allow: staff,
    params: ById,
    status: 204,
    load: ({ params }, { records }) => loadView(records, params.viewId),
    subject: ({ view }) => view,
    decide({ loaded: { view, tail }, caller }) {
      checkMayEdit(view, caller);
      return { write: [viewEvent('view.removed', tail, [views.replace(view, remove(view))])], answer: undefined };
    },
  }),
];
