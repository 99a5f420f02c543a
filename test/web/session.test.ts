import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Cognito, Tokens } from '../../web/console/src/lib/auth/cognito.ts';
import { openSession } from '../../web/console/src/lib/auth/session.ts';
import { callAs, patch, read } from '../../web/console/src/lib/http.ts';

/** As tabs of one browser hear each other, at once. */
class Channel extends EventTarget {
  static readonly all = new Set<Channel>();
  constructor() {
    super();
    Channel.all.add(this);
  }
  postMessage(data: unknown): void {
    for (const one of Channel.all) if (one !== this) one.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

const claimsOf = (sub: string) => Buffer.from(JSON.stringify({ sub })).toString('base64url');
const tokensOf = (sub: string): Tokens => ({ AccessToken: `-.${claimsOf(sub)}.-`, ExpiresIn: 900, RefreshToken: sub });
const service = {
  revoke: () => Promise.resolve({}),
  refresh: (sub: string) => Promise.resolve({ AuthenticationResult: tokensOf(sub) }),
} as unknown as Cognito;

beforeEach(() => {
  Channel.all.clear();
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('sessionStorage', { setItem: () => {}, removeItem: () => {}, getItem: () => null });
});
afterEach(() => vi.unstubAllGlobals());

/** Two tabs of a browser in which Eleanor is signed in. */
function twoTabs() {
  const [here, there] = [openSession(service), openSession(service)];
  here.begin(tokensOf('eleanor'));
  return { here, there };
}

describe('a session', () => {
  test('ends in every tab, and each is told who is signed in after', async () => {
    const { here, there } = twoTabs();
    const seen: string[] = [];
    there.subscribe(() => seen.push(there.isOthers() ? 'another' : there.isSignedIn() ? 'the same' : 'nobody'));
    await here.signOut();
    here.begin(tokensOf('eleanor'));
    await there.signOut();
    here.begin(tokensOf('marcus'));
    expect(seen).toEqual(['nobody', 'the same', 'nobody', 'another']);
  });

  test.each([
    ['eleanor', true],
    ['marcus', false],
  ])('that ended under Eleanor is hers again only when she is back: %s', async (who, isBack) => {
    const { here, there } = twoTabs();
    await here.signOut();
    const back = there.isBack();
    here.begin(tokensOf(who));
    expect(await back).toBe(isBack);
    expect(there.isOthers()).toBe(!isBack);
  });

  test('opens nothing to a page that was begun for another person, whoever is signed in where it stands', async () => {
    const { here, there } = twoTabs();
    const before = await there.token();
    await here.signOut();
    here.begin(tokensOf('marcus'));
    expect([before, await there.token(), there.isOthers()]).toEqual([tokensOf('eleanor').AccessToken, undefined, true]);
  });
});

describe('once the session has ended', () => {
  /** A page that is signed out while it stands, and what the API was asked for. */
  async function signedOut() {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(path);
      return Promise.resolve(Response.json({ path }));
    });
    const { here, there } = twoTabs();
    callAs(there);
    await here.signOut();
    return { here, asked };
  }

  test('what is read waits until the same person is back', async () => {
    const { here, asked } = await signedOut();
    const answer = read('/v1/clients');
    await Promise.resolve();
    expect(asked).toEqual([]);
    here.begin(tokensOf('eleanor'));
    expect(await answer).toEqual({ path: '/v1/clients' });
  });

  test('what one person asked for is never read as another', async () => {
    const { here, asked } = await signedOut();
    const answer = read('/v1/clients');
    await Promise.resolve();
    here.begin(tokensOf('marcus'));
    await expect(answer).rejects.toMatchObject({ status: 401 });
    expect(asked).toEqual([]);
  });

  const refused = { status: 401, message: 'You were signed out, so this was not saved. Save it again' };

  test.each(['eleanor', 'marcus'])('what is changed is refused, and told once someone is back: %s', async (who) => {
    const { here, asked } = await signedOut();
    const told = vi.fn<(error: unknown) => void>();
    const answer = patch('/v1/firm', {}, 1).catch(told);
    await new Promise((resolve) => setTimeout(resolve));
    expect(told).not.toHaveBeenCalled();
    here.begin(tokensOf(who));
    await answer;
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(refused));
    expect(asked).toEqual([]);
  });

  test('what is changed with a token that the API takes no more is refused in the same words', async () => {
    vi.stubGlobal('navigator', { locks: { request: (_: string, renew: () => Promise<void>) => renew() } });
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ message: 'Unauthorized' }, { status: 401 })));
    const { here, there } = twoTabs();
    callAs(there);
    const answer = patch('/v1/firm', {}, 1);
    await vi.waitFor(() => expect(there.isSignedIn()).toBe(false));
    here.begin(tokensOf('eleanor'));
    await expect(answer).rejects.toMatchObject(refused);
  });
});
