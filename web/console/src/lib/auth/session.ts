import { type Cognito, SignInError, type Tokens } from './cognito.ts';

type Held = { access: string; until: number; refresh: string };
type Said = { kind: 'who-is-signed-in' } | { kind: 'held'; held: Held } | { kind: 'ended' };

export type Session = {
  isSignedIn: () => boolean;
  /** Whether someone else is than the page was begun for: it has to begin anew, and nothing is asked for until then. */
  isOthers: () => boolean;
  /** Takes up where this tab left off, or joins another tab that is signed in. */
  restore: () => Promise<void>;
  begin: (tokens: Tokens) => void;
  /** An access token that is good for a while yet; undefined where nobody is signed in for whom the page was begun. */
  token: () => Promise<string | undefined>;
  renew: () => Promise<void>;
  signOut: () => Promise<void>;
  /** Once someone is signed in again: whether they are whom the page was begun for. */
  isBack: () => Promise<boolean>;
  /** Called when someone else is signed in than before, or nobody is, here or in another tab. */
  subscribe: (listener: () => void) => () => void;
};

/**
 * The refresh token survives a reload, but not the tab: a browser closed on a shared machine leaves nothing behind. The
 * access token, which opens the API, is only ever in memory.
 */
const place = 'firmament-session';
const minute = 60_000;

/** Whose a token is: read, not proved, as the API does. */
function personOf({ access }: Held): string {
  const [, claims = ''] = access.split('.');
  return (JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub: string }).sub;
}

export function openSession(service: Cognito): Session {
  let held: Held | undefined;
  let person: string | undefined;
  /** For whom the page was begun. */
  let whose: string | undefined;
  let renewing: Promise<void> | undefined;
  const listeners = new Set<() => void>();
  const channel = new BroadcastChannel(place);
  const say = (message: Said) => channel.postMessage(message);

  function become(next: Held | undefined): void {
    held = next;
    const before = person;
    person = next && personOf(next);
    whose ??= person;
    if (person !== before) for (const listener of listeners) listener();
  }
  function hold(next: Held, tell = true): void {
    sessionStorage.setItem(place, next.refresh);
    if (tell) say({ kind: 'held', held: next });
    become(next);
  }
  function drop(tell = true): void {
    const wasSignedIn = held !== undefined;
    sessionStorage.removeItem(place);
    if (tell && wasSignedIn) say({ kind: 'ended' });
    become(undefined);
  }
  function keep({ AccessToken, ExpiresIn, RefreshToken }: Tokens, before?: string): void {
    hold({ access: AccessToken, until: Date.now() + ExpiresIn * 1000, refresh: RefreshToken ?? before! });
  }
  const isOthers = () => person !== undefined && person !== whose;
  const isFresh = () => held !== undefined && held.until - Date.now() > minute;

  channel.addEventListener('message', (event) => {
    const { data } = event as Event & { data: Said };
    if (data.kind === 'who-is-signed-in' && held) say({ kind: 'held', held });
    if (data.kind === 'held' && data.held.until > (held?.until ?? 0)) hold(data.held, false);
    if (data.kind === 'ended') drop(false);
  });

  /** Refresh tokens rotate, so one tab renews for all: who waited for its turn finds it done. */
  async function renewOnce(stale: string | undefined): Promise<void> {
    await navigator.locks.request(place, async () => {
      if (held && held.access !== stale && isFresh()) return;
      const refresh = held?.refresh ?? sessionStorage.getItem(place);
      if (!refresh) return drop();
      try {
        keep((await service.refresh(refresh)).AuthenticationResult, refresh);
      } catch (error) {
        // Without a connection the session is not over.
        if (error instanceof SignInError && error.type !== 'Offline') return drop();
        throw error;
      }
    });
  }
  const renew = () => (renewing ??= renewOnce(held?.access).finally(() => (renewing = undefined)));

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  async function joinAnotherTab(): Promise<void> {
    say({ kind: 'who-is-signed-in' });
    for (let tries = 0; tries < 10 && !held; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  return {
    isSignedIn: () => held !== undefined,
    isOthers,
    async restore() {
      if (sessionStorage.getItem(place)) await renew();
      else await joinAnotherTab();
    },
    begin: (tokens) => keep(tokens),
    async token() {
      if (held && !isFresh()) await renew();
      return isOthers() ? undefined : held?.access;
    },
    renew,
    async signOut() {
      const refresh = held?.refresh;
      drop();
      // Signed out here whatever the service answers: the token ends by itself.
      if (refresh) await service.revoke(refresh).catch(() => undefined);
    },
    async isBack() {
      if (person === undefined)
        await new Promise<void>((resolve) => {
          const stop = subscribe(() => (stop(), resolve()));
        });
      return !isOthers();
    },
    subscribe,
  };
}
