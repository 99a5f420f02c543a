import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { ofKind } from '../../shared/table/fields.ts';

/** The private address of someone's calendar: whoever has it reads their due dates. Only its hash is kept. */
export const Feed = z.object({
  memberId: Id('member'),
  tokenHash: ofKind('sealed', z.string()).optional(),
  madeAt: z.iso.datetime().optional(),
});
export type Feed = z.output<typeof Feed>;

export const FeedView = z.object({ madeAt: z.iso.datetime().optional() }).meta({ id: 'CalendarFeed' });

export const MadeFeed = z
  .object({
    path: z.string().meta({ description: 'On the firm’s own site; it is told this once' }),
    madeAt: z.iso.datetime(),
  })
  .meta({ id: 'MadeCalendarFeed' });

export const pathOf = (token: string): string => `/v1/calendar/${token}.ics`;

/** The name of a calendar's file: its token and what it is. */
export const CalendarFile = z
  .string()
  .regex(/^[\w-]{43}\.ics$/, 'A private token and .ics')
  .meta({ examples: [`${'x'.repeat(43)}.ics`] });

export const tokenIn = (file: string): string => file.slice(0, -'.ics'.length);

export const made = (before: Feed | undefined, memberId: string, tokenHash: string, now: string): Feed => ({
  ...before,
  memberId,
  tokenHash,
  madeAt: now,
});

export function revoked({ tokenHash: _, madeAt: _at, ...rest }: Feed): Feed {
  return rest;
}
