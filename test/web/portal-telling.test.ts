import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { speaking } from '../../web/portal/src/lib/language.ts';
import { answerIn, earliestAfter } from '../../web/portal/src/lib/request.ts';
import { tell, whenTold } from '../../web/portal/src/lib/telling.ts';

describe('what changes on the page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is read out in one go where it comes in one, and again where the same is said again', () => {
    const shown: string[] = [];
    const stop = whenTold((says) => shown.push(says));
    tell('Files received: 2');
    tell('Statement: Sent');
    vi.advanceTimersByTime(1000);
    tell('Statement: Sent');
    vi.advanceTimersByTime(1000);
    stop();
    tell('Nobody hears it');
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual(['', 'Files received: 2. Statement: Sent', '', 'Statement: Sent']);
  });
});

test('more time can be asked for from the day after it is due, and not for what is past', () => {
  expect(earliestAfter('2026-02-28', '2026-02-20')).toBe('2026-03-01');
  expect(earliestAfter('2026-02-28', '2026-03-09')).toBe('2026-03-09');
});

test('yes and no are shown in the language of who reads them, and nothing else of an answer is changed', () => {
  const { say } = speaking('es');
  const asks = (type: string) => ({ kind: 'answer', type }) as Parameters<typeof answerIn>[1];
  expect(answerIn(say, asks('yes-no-text'), 'yes, two vans')).toBe('Sí, two vans');
  expect(answerIn(say, asks('yes-no'), 'no')).toBe('No');
  expect(answerIn(say, asks('text'), 'no, thank you')).toBe('no, thank you');
});
