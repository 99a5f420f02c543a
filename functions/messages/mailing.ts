import * as z from 'zod';
import type { Message } from './message.ts';

/** What no mail has told yet of what the firm wrote: from which message on, and when it is to. */
export const Mailing = z.object({ from: z.int(), at: z.iso.datetime() });
export type Mailing = z.output<typeof Mailing>;

/** What someone writes one after the other goes out as one mail. In seconds. */
export const gathering = 600;

/** With what waits already, or as the first of what follows within the next minutes. */
export const toBeMailed = (before: Mailing | undefined, number: number, writtenAt: string): Mailing =>
  before ?? { from: number, at: new Date(Date.parse(writtenAt) + gathering * 1000).toISOString() };

type Waiting = { mailing?: Mailing | undefined; erasedAt?: string | undefined };

/** Whether a mail is to tell of it now. */
export const isToBeMailed = ({ mailing, erasedAt }: Waiting, now: string): boolean =>
  mailing !== undefined && mailing.at <= now && erasedAt === undefined;

/** Of what the firm wrote, what someone has not read on their page. */
export const unreadFor = <M extends Pick<Message, 'number' | 'by'>>(said: readonly M[], readUpTo = 0): M[] =>
  said.filter(({ number, by }) => number > readUpTo && by.startsWith('mem_'));
