import * as z from 'zod';
import type { Key, Write } from '../../shared/table/table.ts';
import { hashOfToken } from '../../shared/tokens.ts';

const minute = 60_000;
const idleMs = 30 * minute;
const longestMs = 12 * 60 * minute;
/** A session is noted as in use once a minute, not on each call. */
const notedMs = minute;

/** Someone who came by a link and has not left: bookkeeping, known by the hash of what their cookie holds. */
export const Session = z.object({
  id: z.string(),
  contactId: z.string(),
  linkId: z.string(),
  /** By a link that someone of the firm copied: it does not show who came. */
  copied: z.literal(true).optional(),
  startedAt: z.number(),
  seenAt: z.number(),
});
export type Session = z.output<typeof Session>;

export const sessionKey = (id: string): Key => ({ pk: `PORTAL-SESSION#${id}`, sk: 'SESSION' });

type By = Pick<Session, 'contactId' | 'linkId' | 'copied'>;

export const begin = (token: string, { contactId, linkId, copied }: By, now: number): Session => ({
  id: hashOfToken(token),
  contactId,
  linkId,
  ...(copied && { copied }),
  startedAt: now,
  seenAt: now,
});

const endOf = ({ startedAt, seenAt }: Session): number => Math.min(seenAt + idleMs, startedAt + longestMs);

export const isOver = (session: Session, now: number): boolean => now >= endOf(session);
export const isToBeNoted = ({ seenAt }: Session, now: number): boolean => now - seenAt >= notedMs;

/** The sweep of the table takes it away some time after its end; until then it is read, and is over. */
const ttlOf = (session: Session): number => Math.ceil(endOf(session) / 1000);

export const started = (session: Session): Write => ({
  put: { ...sessionKey(session.id), entity: 'portal session', ...session, ttl: ttlOf(session) },
  if: 'absent',
});

export const noted = (session: Session, now: number): Write => ({
  update: sessionKey(session.id),
  set: { seenAt: now, ttl: ttlOf({ ...session, seenAt: now }) },
  if: 'present',
});

export const ended = ({ id }: Session): Write => ({ remove: sessionKey(id), if: 'always' });

const name = 'portal';
const scope = 'HttpOnly; Secure; SameSite=Lax; Path=/portal';

export const cookieOf = (token: string): string => `${name}=${token}; Max-Age=${longestMs / 1000}; ${scope}`;
export const noCookie = `${name}=; Max-Age=0; ${scope}`;

/** What the browser sent; undefined where it sent none. */
export const tokenIn = (cookies: readonly string[] = []): string | undefined =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
