import * as z from 'zod';
import { everyone, routesOf } from '../../shared/http/route.ts';
import type { Table } from '../../shared/table/table.ts';
import { hashOfToken, newToken } from '../../shared/tokens.ts';
import { calendarOf } from './dates.ts';
import { calendarEvent } from './events.ts';
import { CalendarFile, FeedView, made, MadeFeed, pathOf, revoked } from './feed.ts';
import { datesFor, feeds, loadMyFeed, myFeed } from './store.ts';

const on = routesOf<{ table: Table }>();

export const calendarRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/me/calendar',
    summary: 'Whether your calendar has a private address, and since when',
    allow: everyone,
    response: FeedView,
    load: (_, { records }) => myFeed(records),
    answer: ({ loaded }) => loaded ?? {},
  }),
  on.changes({
    method: 'POST',
    path: '/v1/me/calendar',
    summary: 'Make a private address of your calendar; the one before no longer works',
    description:
      'For Outlook, Google and others to subscribe to: your open tasks with a day, and the jobs that you lead. Whoever has the address reads them, so it is told once and only its hash is kept.',
    allow: everyone,
    sensitive: true,
    response: MadeFeed,
    load: async (_, { records }) => ({ ...(await loadMyFeed(records)), token: newToken() }),
    decide({ loaded: { memberId, tail, feed, token }, now }) {
      const after = made(feed, memberId, hashOfToken(token), now);
      const write = feed ? feeds.replace(feed, after) : feeds.create(after);
      return {
        write: [calendarEvent('member.calendar-made', tail, [write])],
        answer: { path: pathOf(token), madeAt: now },
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/me/calendar',
    summary: 'Take the private address of your calendar away',
    allow: everyone,
    status: 204,
    load: (_, { records }) => loadMyFeed(records),
    decide: ({ loaded: { tail, feed } }) => ({
      write: feed ? [calendarEvent('member.calendar-revoked', tail, [feeds.replace(feed, revoked(feed))])] : [],
      answer: undefined,
    }),
  }),
  on.reads({
    method: 'GET',
    path: '/v1/calendar/{file}',
    summary: 'What is due for whoever’s calendar it is, as iCalendar (RFC 5545)',
    description: 'The file is a private token and `.ics`.',
    allow: 'anyone',
    limit: { per: 'address', times: 600, seconds: 3600 },
    params: z.object({ file: CalendarFile }),
    type: 'text/calendar; charset=utf-8',
    response: z.string(),
    load: ({ params }, { table }) => datesFor(table, params.file),
    answer: ({ loaded, now }) => calendarOf(loaded, now),
  }),
];
