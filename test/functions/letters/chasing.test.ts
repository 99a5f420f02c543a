import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextLookOn, toRemind } from '../../../functions/letters/chasing.ts';
import type { Letter } from '../../../functions/letters/letter.ts';
import { remindedTo } from '../../../functions/letters/mailed.ts';
import { addDays } from '../../../shared/dates/civil-date.ts';

const contactId = `con_${'1'.repeat(26)}`;
const sentOn = '2026-03-02';

const out = (dueOn: string, more: object = {}): Letter => ({
  id: `ltr_${'0'.repeat(26)}`,
  clientId: `cli_${'0'.repeat(26)}`,
  engagementId: `eng_${'0'.repeat(26)}`,
  kind: 'engagement-letter',
  title: 'Our letter',
  text: 'We keep your books.',
  signers: [{ contactId, name: 'Alicia', sentAt: `${sentOn}T17:00:00.000Z`, ...more }],
  dueOn,
  status: 'sent',
  fileSha256: '0'.repeat(64),
  createdAt: `${sentOn}T16:00:00.000Z`,
});
const mailed = { mailedAt: `${sentOn}T17:00:00.000Z` };

/** The days on which someone who never signs is reminded, looked after every day. */
function remindersUntil(dueOn: string): string[] {
  let letter = out(dueOn, mailed);
  const days: string[] = [];
  for (let day = sentOn; day <= addDays(dueOn, 3); day = addDays(day, 1)) {
    if (!toRemind(letter, day)) continue;
    days.push(day);
    letter = remindedTo(letter, contactId, `${day}T17:00:00.000Z`);
  }
  return days;
}

describe('who does not sign', () => {
  test('is reminded every three days, four times at most', () => {
    expect(remindersUntil('2026-03-31')).toEqual(['2026-03-05', '2026-03-08', '2026-03-11', '2026-03-14']);
  });

  test('is never reminded after the last day, however many days there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (days) => {
        const dueOn = addDays(sentOn, days);
        const reminded = remindersUntil(dueOn);
        expect(reminded.length).toBe(Math.min(4, Math.floor(days / 3)));
        for (const day of reminded) expect(day <= dueOn).toBe(true);
      }),
    );
  });
});

describe('a letter that is out is looked at', () => {
  test('on the day of the next reminder, and when there is none any more, on the day after its last', () => {
    expect(nextLookOn(out('2026-03-31', mailed))).toBe('2026-03-05');
    expect(nextLookOn(out('2026-03-04', mailed))).toBe('2026-03-05');
    expect(nextLookOn(out('2026-03-31', { ...mailed, reminded: 4 }))).toBe('2026-04-01');
  });

  test('at once, where a mail waits for the morning', () => {
    expect(nextLookOn(out('2026-03-31'))).toBe(sentOn);
    expect(nextLookOn(out('2026-03-31', { notMailed: 'No address' }))).toBe('2026-04-01');
  });
});
