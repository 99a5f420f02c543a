import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Exchange } from './srp.ts';
import { notAuthorized } from './errors.ts';

const VALID = 3 * 60_000;

/** What the pool waits for: one step of one sign-in. In memory only, so a restart forgets them all. */
export type Session = { pool: string; client: string; username: string } & (
  | { kind: 'PASSWORD_VERIFIER'; exists: boolean; exchange: Exchange }
  // `verifier` is of the password that opened the session: once the password is another one, the session is worth nothing.
  | { kind: 'NEW_PASSWORD_REQUIRED'; verifier: string }
  | { kind: 'SOFTWARE_TOKEN_MFA'; verifier: string }
  | { kind: 'MFA_SETUP'; verifier: string; verified: boolean }
);
type Kind = Session['kind'];
type Of<K extends Kind> = Extract<Session, { kind: K }>;

export type Sessions = {
  open: (session: Session) => string;
  /** The session, still open; a foreign, used, expired or invented one is refused. */
  look: <K extends Kind>(id: string | undefined, kind: K, client?: string) => Of<K>;
  close: (id: string) => void;
};

export function openSessions(clock: Clock): Sessions {
  const sessions = new Map<string, { session: Session; until: number }>();
  return {
    open(session) {
      for (const [id, { until }] of sessions) if (until <= clock.now()) sessions.delete(id);
      // Base64, because SRP's secret block is decoded as such by the client.
      const id = randomBytes(48).toString('base64');
      sessions.set(id, { session, until: clock.now() + VALID });
      return id;
    },
    look<K extends Kind>(id: string | undefined, kind: K, client?: string) {
      const found = sessions.get(id ?? '');
      if (!found || found.session.kind !== kind || (client !== undefined && found.session.client !== client))
        throw notAuthorized('Invalid session for the user.');
      if (found.until <= clock.now()) throw notAuthorized('Invalid session for the user, session is expired.');
      return found.session as Of<K>;
    },
    close: (id) => void sessions.delete(id),
  };
}
