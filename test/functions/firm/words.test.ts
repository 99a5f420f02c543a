import { describe, expect, test } from 'vitest';
import { Profession, professions, things, Words, wordsOf, withWords } from '../../../functions/firm/words.ts';
import { Flags } from '../../../infra/flags.ts';

describe('the words of a firm', () => {
  test('are there for each thing in each profession, as they stand in a sentence', () => {
    for (const profession of professions) {
      const words = Words.parse(wordsOf(profession));
      expect(Object.keys(words)).toEqual([...things]);
      for (const { one, many } of Object.values(words)) {
        expect(one).toBe(one.toLowerCase());
        expect(many).not.toBe(one);
      }
    }
  });

  test('differ where the trades do', () => {
    expect(professions.map((profession) => wordsOf(profession).job.one)).toEqual(['job', 'job', 'matter', 'project']);
    expect(wordsOf('law').letter).toEqual({ one: 'fee agreement', many: 'fee agreements' });
    expect(wordsOf('accounting').letter.one).toBe('engagement letter');
    expect(wordsOf('consulting').letter.many).toBe('statements of work');
  });

  test('can be the firm’s own, one by one, and given back', () => {
    const own = withWords(undefined, { job: { one: 'case', many: 'cases' } })!;
    expect(wordsOf('law', own)).toEqual({ ...wordsOf('law'), job: { one: 'case', many: 'cases' } });
    const more = withWords(own, { client: { one: 'customer', many: 'customers' } })!;
    expect(withWords(more, { job: null })).toEqual({ client: { one: 'customer', many: 'customers' } });
    expect(withWords(own, { job: null })).toBeNull();
  });

  test('are chosen at the deployment from the same professions', () => {
    const flag = (profession: string) =>
      Flags.shape.profession.safeParse(profession).success === Profession.safeParse(profession).success;
    expect([...professions, 'plumbing'].every(flag)).toBe(true);
    expect(Flags.shape.profession.parse(undefined)).toBe('accounting');
  });
});
