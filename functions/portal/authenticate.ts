import { now } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Claims, HttpEvent } from '../../shared/http/request.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Busy, type Table, WriteRefused } from '../../shared/table/table.ts';
import { hashOfToken } from '../../shared/tokens.ts';
import { accessOf } from './admission.ts';
import { isRevoked } from './link.ts';
import { isOver, isToBeNoted, noted, Session, sessionKey, tokenIn } from './session.ts';
import { portalLinks } from './store.ts';

/** A contact who is there, with the session that they are there by. */
export type PortalCaller = Caller & { session: Session };

const signedOut = () =>
  new DomainError('unauthenticated', 'Open your page again by the link in our mail, or ask for a new link');

/** Who calls, by the cookie: as in the table, so in the logs, only its hash. */
export function identify({ cookies }: Pick<HttpEvent, 'cookies'>): Claims {
  const token = tokenIn(cookies);
  if (!token) throw signedOut();
  return { username: hashOfToken(token) };
}

/** A call that could not be noted ends the session a minute early at most. */
async function note(table: Table, session: Session, at: number): Promise<void> {
  if (!isToBeNoted(session, at)) return;
  await table.write([noted(session, at)]).catch((error: unknown) => {
    if (!(error instanceof WriteRefused || error instanceof Busy)) throw error;
  });
}

/** The contact, as they and their parts are at this moment: who was shut out is so with the next call. */
export const authenticate =
  (table: Table) =>
  async ({ username = '' }: Claims): Promise<PortalCaller> => {
    const item = await table.get(sessionKey(username), { strong: true });
    const session = item && Session.parse(item);
    const at = now();
    if (!session || isOver(session, at)) throw signedOut();
    const [access, link] = await Promise.all([
      accessOf(table, session.contactId),
      table.get(portalLinks.key(session.linkId), { strong: true }),
    ]);
    if (!access || !link || isRevoked(portalLinks.read(link), access.marks)) throw signedOut();
    await note(table, session, at);
    return { ...access.caller, session };
  };
