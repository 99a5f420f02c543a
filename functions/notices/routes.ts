import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { List, Paging } from '../../shared/http/lists.ts';
import { everyone, routesOf } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Table } from '../../shared/table/table.ts';
import { choose, type Choices, ChoicesInput, ChoicesView, viewChoices } from './choices.ts';
import { noticeEvent } from './events.ts';
import { NoticeId, NoticeView, view } from './notice.ts';
import { listNotices, loadChoices, markRead, meOf, noticeChoices } from './store.ts';

const on = routesOf<{ table: Table }>();

const Read = z
  .strictObject({ ids: z.array(NoticeId).min(1).max(100).optional(), all: z.literal(true).optional() })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), 'Takes ids or all')
  .meta({ id: 'NoticesRead' });

export const noticeRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/me/notices',
    summary: 'What you were told, newest first, and how much of it is unread',
    description: 'Kept for 90 days. `unread` counts among the newest hundred.',
    allow: everyone,
    query: Paging,
    response: List(NoticeView).extend({ unread: z.int() }),
    load: ({ query }, { records }) => listNotices(records, query),
    answer: ({ loaded: { until, ...list } }) => ({ ...list, items: list.items.map((one) => view(one, until)) }),
  }),
  on.reads({
    method: 'POST',
    path: '/v1/me/notices/read',
    summary: 'Mark notices as read: some, or all there are',
    description: 'What is not yours, or gone, is passed over.',
    allow: everyone,
    body: Read,
    status: 204,
    load: ({ body }, from) => markRead(from, body, instant()),
    answer: () => undefined,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/me/notice-choices',
    summary: 'What you are told of, and how',
    allow: everyone,
    response: ChoicesView,
    load: async (_, { records }) => records.find(noticeChoices, (await meOf(records)).id),
    answer: ({ loaded }) => viewChoices(loaded),
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/me/notice-choices',
    summary: 'Choose what you are told of, and how; what you leave out is as it is for everyone',
    allow: everyone,
    body: ChoicesInput,
    response: ChoicesView,
    load: (_, { records }) => loadChoices(records),
    subject: ({ choices }) => choices ?? { version: 0 },
    decide({ loaded: { memberId, tail, choices }, body }) {
      const chosen = choose(choices, body, memberId);
      const write = choices ? noticeChoices.replace(choices, chosen) : noticeChoices.create(chosen);
      return {
        write: [noticeEvent('member.notices-chosen', tail, [write])],
        answer: viewChoices(write.after as Stored<Choices>),
      };
    },
  }),
];
