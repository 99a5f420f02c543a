import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftsOf } from '../../web/portal/src/lib/drafts.ts';
import { fitting } from '../../web/portal/src/lib/fitting.ts';
import { call, Refused, whenSignedOut, wordFor } from '../../web/portal/src/lib/http.ts';
import { queueOf } from '../../web/portal/src/lib/queue.ts';
import { newestOf as newestAnswers, type Organizer } from '../../web/portal/src/lib/organizer.ts';
import { newestOf, type Request } from '../../web/portal/src/lib/request.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A firm at the end of a slow line: what it was sent, answered one after the other as the test says. */
function aSlowLine(atOnce = 20) {
  const sent: Record<string, string>[] = [];
  const answers: { took: () => void; failed: (error: unknown) => void }[] = [];
  const held = new Map<string, string>();
  const refused: string[] = [];
  const states: string[] = [];
  const queue = queueOf<string>({
    atOnce,
    send: (batch) => {
      sent.push(Object.fromEntries(batch));
      return new Promise((took, failed) => void answers.push({ took, failed }));
    },
    onState: (state) => void states.push(state),
    onKept: () => {},
    onRefused: (key) => void refused.push(key),
    hold: (key, value) => void (value === undefined ? held.delete(key) : held.set(key, value)),
  });
  const soon = () => vi.advanceTimersByTimeAsync(0);
  const answer = async (error?: unknown) => {
    const { took, failed } = answers.shift()!;
    if (error === undefined) took();
    else failed(error);
    await soon();
  };
  return { queue, sent, answers, answer, held, refused, states, soon };
}

describe('what is typed', () => {
  test('faster than it is kept is all sent, one request at a time, with all that was typed meanwhile in the next', async () => {
    const { queue, sent, answers, answer, held, states, soon } = aSlowLine();
    queue.put('0:0', 'Acme');
    await soon();
    queue.put('0:1', 'rent');
    queue.put('1:0', 'Fuel');
    void queue.flush();
    await soon();
    expect([sent, answers.length]).toEqual([[{ '0:0': 'Acme' }], 1]);
    await answer();
    expect(sent[1]).toEqual({ '0:1': 'rent', '1:0': 'Fuel' });
    expect(Object.fromEntries(held)).toEqual({ '0:1': 'rent', '1:0': 'Fuel' });
    await answer();
    expect([sent.length, held.size, states.at(-1)]).toEqual([2, 0, 'save.kept-now']);
  });

  test('is sent a moment after the last letter, or at once as one goes on; what goes at once is not more than one may', async () => {
    const { queue, sent, answer, soon } = aSlowLine(1);
    queue.put('name', 'O', true);
    await vi.advanceTimersByTimeAsync(600);
    queue.put('name', 'Od', true);
    await vi.advanceTimersByTimeAsync(600);
    expect(sent).toEqual([]);
    queue.put('city', 'Boulder', true);
    void queue.flush();
    await soon();
    expect(sent).toEqual([{ name: 'Od' }]);
    await answer();
    expect(sent[1]).toEqual({ city: 'Boulder' });
  });

  test('while its beginning is being kept, or refused, is not lost', async () => {
    const { queue, sent, answer, held, refused, soon } = aSlowLine();
    queue.put('why', 'A', true);
    void queue.flush();
    await soon();
    queue.put('why', 'A van', true);
    await answer();
    expect(sent[1]).toEqual({ why: 'A van' });
    queue.put('why', 'A van, white', true);
    await answer(new Refused(422));
    expect([sent[2], Object.fromEntries(held), refused]).toEqual([
      { why: 'A van, white' },
      { why: 'A van, white' },
      [],
    ]);
  });

  test.each([
    ['the line is lost', new TypeError('Failed to fetch')],
    ['the firm has trouble', new Refused(503)],
    ['many change it at once', new Refused(409)],
  ])('waits and is sent again where %s', async (_, error) => {
    const { queue, sent, answer, held, states, soon } = aSlowLine();
    queue.put('0:0', 'Acme');
    await soon();
    await answer(error);
    expect([sent.length, held.get('0:0'), states.at(-1)]).toEqual([1, 'Acme', 'save.waiting']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(sent).toEqual([{ '0:0': 'Acme' }, { '0:0': 'Acme' }]);
    await answer();
    expect([held.size, states.at(-1)]).toEqual([0, 'save.kept-now']);
  });

  test('is neither refused nor given up where someone was signed out: it is sent once they are back', async () => {
    const { queue, sent, answer, held, refused, soon } = aSlowLine();
    queue.put('0:0', 'Acme');
    await soon();
    await answer(new Refused(401));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([sent.length, held.get('0:0'), refused]).toEqual([1, 'Acme', []]);
    const isKept = queue.flush();
    await soon();
    await answer();
    expect([sent.length, held.size, await isKept]).toEqual([2, 0, true]);
  });

  test('is not sent again where it is not taken, and what stands behind it is', async () => {
    const { queue, sent, answer, held, refused, soon } = aSlowLine(1);
    queue.put('list', 'Mia, 123-45-6789');
    queue.put('city', 'Boulder');
    await soon();
    await answer(new Refused(400));
    expect([sent[1], refused, Object.fromEntries(held)]).toEqual([{ city: 'Boulder' }, ['list'], { city: 'Boulder' }]);
  });

  test('goes from the page that took the place of another, and from that one no more', async () => {
    const { queue, sent, answer, held, soon } = aSlowLine();
    queue.put('0:0', 'Acme');
    await soon();
    queue.put('0:1', 'rent');
    queue.close();
    await answer();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([sent.length, Object.fromEntries(held)]).toEqual([1, { '0:0': 'Acme', '0:1': 'rent' }]);
  });

  test('tells whoever wants to send all of it whether all of it is there', async () => {
    const { queue, answer, soon } = aSlowLine();
    queue.put('0:0', 'Acme');
    await soon();
    const [first, again] = [queue.flush(), queue.flush()];
    await answer(new TypeError('Failed to fetch'));
    expect([await first, await again]).toEqual([false, false]);
  });
});

/** What a browser keeps for a page. */
function aShelf() {
  const all = new Map<string, string>();
  return {
    all,
    get length() {
      return all.size;
    },
    key: (at: number) => [...all.keys()][at] ?? null,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, text: string) => void all.set(name, text),
    removeItem: (name: string) => void all.delete(name),
  };
}

describe('what has not come to the firm', () => {
  const noon = Date.UTC(2026, 2, 4, 12);

  test('is there again in another tab, to the same person and to nobody else', () => {
    const shelf = aShelf();
    draftsOf('odile', shelf, () => noon).keep('org_1/city', { value: 'Boulder', seen: 2 });
    draftsOf('odile', shelf, () => noon).keep('org_10/city', 'Denver');
    const later = draftsOf('odile', shelf, () => noon + 3_600_000);
    expect(later.within('org_1')).toEqual([['city', { value: 'Boulder', seen: 2 }]]);
    expect(later.at('org_10/city')).toBe('Denver');
    const other = draftsOf('marc', shelf, () => noon);
    expect([other.within('org_1'), other.at('org_10/city')]).toEqual([[], undefined]);
  });

  test('goes from the device once it has come, after a day, and when someone signs out', () => {
    const shelf = aShelf();
    const drafts = draftsOf('odile', shelf, () => noon);
    drafts.keep('thr_1/text', 'Dear all');
    drafts.keep('thr_1/text', undefined);
    expect(shelf.length).toBe(0);
    drafts.keep('thr_1/text', 'Dear all');
    draftsOf('marc', shelf, () => noon).keep('thr_1/text', 'Mine');
    drafts.forgetAll();
    expect([...shelf.all.keys()]).toEqual(['typed/marc/thr_1/text']);
    draftsOf('odile', shelf, () => noon + 25 * 3_600_000);
    expect(shelf.length).toBe(0);
  });

  test('does not lie on the device where it looks like a Social Security number', () => {
    const shelf = aShelf();
    const drafts = draftsOf('odile', shelf, () => noon);
    drafts.keep('org_1/list', 'Mia');
    drafts.keep('org_1/list', 'Mia, 123-45-6789');
    expect(shelf.length).toBe(0);
  });

  test('is typed all the same where the browser keeps nothing, or has no room', () => {
    const full = {
      ...aShelf(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    for (const shelf of [undefined, full]) {
      const drafts = draftsOf('odile', shelf, () => noon);
      drafts.keep('thr_1/text', 'Dear all');
      expect([drafts.at('thr_1/text'), drafts.within('thr_1')]).toEqual([undefined, []]);
    }
  });
});

test('of answers that come in another order than they were asked for, the newest of each item counts', () => {
  const asked = (...versions: number[]) =>
    ({ title: 'Which', asked: versions.map((version, i) => ({ id: `item ${i}`, version })) }) as unknown as Request;
  expect(newestOf(asked(3, 1), asked(2, 2))).toEqual(asked(3, 2));
  expect(newestOf(undefined, asked(2, 2))).toEqual(asked(2, 2));
});

test('of answers to an organizer that come in another order, the newest of each question counts, and how it all stands now', () => {
  const asked = (status: string, ...seen: number[]) =>
    ({
      status,
      sections: [{ key: 'first', questions: seen.map((one, i) => ({ key: `question ${i}`, seen: one })) }],
    }) as unknown as Organizer;
  expect(newestAnswers(asked('sent', 3, 1), asked('submitted', 2, 2))).toEqual(asked('submitted', 3, 2));
});

test.each([
  [new TypeError('Failed to fetch'), 'error.offline'],
  [new Refused(429), 'error.often'],
  [new Refused(503), 'error.other'],
  [new Refused(404), 'error.changed'],
  [new Refused(422), 'error.changed'],
])('a call that failed with “%s” is not said to be something else', (error, word) => {
  expect(wordFor(error)).toBe(word);
});

test('of more than there is room for, what is left out is told', () => {
  expect(fitting(['a', 'b', 'c'], 2)).toEqual({ taken: ['a', 'b'], left: ['c'] });
  expect(fitting(['a'], 0)).toEqual({ taken: [], left: ['a'] });
});

test('whatever someone was about to do, they are told that they were signed out; who only comes or goes is not', async () => {
  const told: string[] = [];
  const unwatch = whenSignedOut(() => void told.push(doing));
  let doing = '';
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 401 }));
  for (doing of ['letters/ltr_1/sign', 'requests/req_1/items/itm_1/more-time', 'documents/doc_1/download', 'session'])
    await expect(call('POST', doing)).rejects.toThrow('401');
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 422 }));
  doing = 'refused';
  await expect(call('POST', doing)).rejects.toThrow('422');
  unwatch();
  vi.unstubAllGlobals();
  expect(told).toEqual(['letters/ltr_1/sign', 'requests/req_1/items/itm_1/more-time', 'documents/doc_1/download']);
});
