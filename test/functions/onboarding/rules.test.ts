import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  begin,
  blank,
  type Facts,
  follow,
  type Onboarding,
  reopen,
  skip,
  stateOf,
  type Step,
  steps,
  touch,
  touchOf,
} from '../../../functions/onboarding/onboarding.ts';
import { median, reportOf } from '../../../functions/onboarding/report.ts';

const nora = `mem_${'1'.repeat(26)}`;
const marcus = `mem_${'2'.repeat(26)}`;
const after = (seconds: number) => new Date(Date.parse('2026-03-02T16:00:00.000Z') + seconds * 1000).toISOString();
const by = (seconds: number, who = nora) => ({ by: who, now: after(seconds) });
const begun = (before = 0): Onboarding =>
  begin({ id: `onb_${'0'.repeat(26)}`, clientId: `cli_${'0'.repeat(26)}`, before }, by(0));
const statesOf = (one: Onboarding) => steps.map((step) => stateOf(one.steps[step]));
const allDone = (at: number): Facts =>
  Object.fromEntries(steps.map((step) => [step, { startedAt: after(at - 10), doneAt: after(at) }]));

describe('a new onboarding', () => {
  test('has its client under way and everything else before it', () => {
    expect(statesOf(begun())).toEqual(['under-way', 'open', 'open', 'open', 'open', 'open', 'open']);
  });

  test('has its clock run from when the form was opened', () => {
    const one = begun(90);
    expect(one.begunAt).toBe(after(-90));
    expect(touchOf(one.steps.client)).toBe(90);
  });
});

describe('a step', () => {
  test('begins and is done as the records say, and stays done', () => {
    const sent = follow(begun(), { letter: { startedAt: after(60) } });
    expect(stateOf(sent.steps.letter)).toBe('under-way');
    const signed = follow(sent, { letter: { startedAt: after(60), doneAt: after(300) } });
    expect(signed.steps.letter).toEqual({ startedAt: after(60), doneAt: after(300) });
    expect(follow(signed, { letter: { startedAt: after(400) } })).toEqual(signed);
  });

  test('that was left out is done all the same when what it is for happens', () => {
    const left = skip(begun(), 'organizer', 'They answered by telephone', by(10));
    expect(stateOf(left.steps.organizer)).toBe('skipped');
    expect(stateOf(follow(left, { organizer: { doneAt: after(20) } }).steps.organizer)).toBe('done');
  });

  test('is left out once, never when it is done, and taken up again', () => {
    const left = skip(begun(), 'letter', 'Signed on paper', by(10));
    expect(() => skip(left, 'letter', 'Again', by(11))).toThrow('left out already');
    expect(stateOf(reopen(left, 'letter').steps.letter)).toBe('open');
    expect(() => reopen(begun(), 'letter')).toThrow('was not left out');
    const done = follow(begun(), { letter: { doneAt: after(5) } });
    expect(() => skip(done, 'letter', 'No need', by(10))).toThrow('is done');
  });
});

describe('an onboarding', () => {
  test('is finished with the last of its steps, and goes on when one is taken up again', () => {
    const { series: _, ...rest } = allDone(100);
    const almost = follow(begun(), rest);
    expect(almost.finishedAt).toBeUndefined();
    const finished = skip(almost, 'series', 'One piece of work only', by(200));
    expect(finished.finishedAt).toBe(after(200));
    expect(reopen(finished, 'series').finishedAt).toBeUndefined();
  });

  test('comes to the same in whatever order it is told what happened, and however often', () => {
    const moment = fc.integer({ min: 0, max: 5000 }).map(after);
    const fact = fc
      .tuple(fc.constantFrom(...steps), fc.option(moment), fc.option(moment))
      .map(([step, startedAt, doneAt]): Facts => ({
        [step]: { startedAt: startedAt ?? undefined, doneAt: doneAt ?? undefined },
      }));
    const told = fc.array(fact, { maxLength: 20 }).chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        again: fc.array(fc.nat({ max: Math.max(0, facts.length - 1) }), { maxLength: 20 }),
        order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        left: fc.option(fc.constantFrom(...steps)),
      }),
    );
    fc.assert(
      fc.property(told, ({ facts, again, order, left }) => {
        const from = left === null ? begun() : skip(begun(), left, 'Not here', by(1));
        const straight = facts.reduce(follow, from);
        const twice = [...facts, ...(facts.length > 0 ? again.map((n) => facts[n]!) : [])];
        const shuffled = twice
          .map((one, n) => ({ one, place: order[n]! }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(shuffled.reduce(follow, from)).toEqual(straight);
      }),
    );
  });

  test('says nothing more of why steps were left out when its client is erased', () => {
    const gone = blank(skip(begun(), 'letter', 'Odile signed at the notary', by(10)), after(20));
    expect(JSON.stringify(gone)).not.toContain('Odile');
    expect(gone.steps.letter.skipped?.by).toBe(nora);
  });
});

describe('the time that people have a step before them', () => {
  test('adds up by person, and begins the step', () => {
    const one = touch(touch(touch(begun(), 'letter', 30, by(30)), 'letter', 20, by(50)), 'letter', 10, by(50, marcus));
    expect(one.steps.letter.startedAt).toBe(after(0));
    expect(one.steps.letter.touched).toEqual([
      { memberId: nora, seconds: 50, at: after(50) },
      { memberId: marcus, seconds: 10, at: after(50) },
    ]);
  });

  test('is never more than has passed, over whatever steps and in whatever portions', () => {
    const portion = fc.record({
      step: fc.constantFrom<Step>(...steps),
      seconds: fc.integer({ min: 1, max: 100_000 }),
      wait: fc.integer({ min: 0, max: 400 }),
      who: fc.constantFrom(nora, marcus),
    });
    fc.assert(
      fc.property(fc.array(portion, { maxLength: 30 }), (portions) => {
        let clock = 0;
        const end = portions.reduce((one, { step, seconds, wait, who }) => {
          clock += wait;
          return touch(one, step, seconds, by(clock, who));
        }, begun());
        for (const who of [nora, marcus]) {
          const theirs = steps.flatMap((step) => end.steps[step].touched ?? []).filter((t) => t.memberId === who);
          expect(theirs.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(clock);
          expect(theirs.every(({ seconds }) => seconds > 0)).toBe(true);
        }
      }),
    );
  });

  test('counts no more than two minutes at once, and nothing once all is finished', () => {
    expect(touchOf(touch(begun(), 'letter', 900, by(900)).steps.letter)).toBe(120);
    const finished = follow(begun(), allDone(10));
    expect(touch(finished, 'letter', 30, by(60))).toBe(finished);
  });
});

describe('the report', () => {
  const period = { from: '2026-03-01', to: '2026-03-31', isAll: true };

  test('has the middle of what was measured, and no number where nothing was', () => {
    expect(median([])).toBeUndefined();
    expect([median([7]), median([1, 9]), median([5, 1, 100])]).toEqual([7, 5, 5]);
    const none = reportOf([begun()], period);
    expect(none).toMatchObject({ begun: 1, finished: 0, within: 0, whole: { measured: 0 } });
    expect(none.whole).not.toHaveProperty('medianElapsed');
    expect(none.steps.every((one) => !('medianTouch' in one))).toBe(true);
  });

  test('tells per step how many were done, how long it took from its beginning, and how long people had it before them', () => {
    const one = follow(touch(begun(), 'letter', 60, by(60)), { letter: { doneAt: after(600) } });
    const other = follow(begun(), { letter: { startedAt: after(100), doneAt: after(300) } });
    const letter = reportOf([one, other], period).steps.find(({ step }) => step === 'letter');
    expect(letter).toEqual({
      step: 'letter',
      done: 2,
      skipped: 0,
      measured: 2,
      medianElapsed: 400,
      medianTouch: 30,
    });
  });

  test('does not measure what was done before the clock ran', () => {
    const old = follow(begun(), { letter: { startedAt: after(-900), doneAt: after(-300) } });
    const letter = reportOf([old], period).steps.find(({ step }) => step === 'letter');
    expect(letter).toEqual({ step: 'letter', done: 1, skipped: 0, measured: 0 });
  });

  test('counts who was set up within a quarter of an hour of people’s time', () => {
    const quick = follow(begun(60), allDone(9000));
    const slow = follow(begun(900), allDone(9000));
    const slower = touch(begun(900), 'letter', 60, by(60));
    const all = [quick, slow, follow(slower, allDone(9000))];
    expect(reportOf(all, period)).toMatchObject({ begun: 3, finished: 3, within: 2 });
  });
});
