import { describe, expect, test } from 'vitest';
import { Changes, withChanges } from '../../../functions/recurrence/changes.ts';

const gather = {
  name: 'Gather',
  tasks: [
    { key: 'ask', title: 'Ask' },
    { key: 'feeds', title: 'Feeds', est: 10 },
  ],
};
const post = { name: 'Post', tasks: [{ key: 'code', title: 'Code' }] };
const kegs = { key: 'kegs', title: 'Count the kegs' };
const changes = Changes.parse({
  add: [
    { ...kegs, section: 'Gather' },
    { key: 'excise', title: 'Excise report', section: 'Report' },
  ],
  skip: ['ask'],
  change: { code: { est: 120, due: 'period.end +6 bizday' } },
});

describe('standing changes of a client', () => {
  test('add, leave out and change tasks of the template', () => {
    expect(withChanges([gather, post], changes)).toEqual({
      sections: [
        { name: 'Gather', tasks: [gather.tasks[1], { ...kegs, section: 'Gather' }] },
        {
          name: 'Post',
          tasks: [
            { key: 'code', title: 'Code', est: 120, due: 'period.end +6 bizday' },
            { key: 'excise', title: 'Excise report', section: 'Report' },
          ],
        },
      ],
      unknown: [],
    });
  });

  test('outlive a version of the template that lacks what they speak of, and name it', () => {
    const next = withChanges([{ ...gather, tasks: [kegs, ...gather.tasks.slice(1)] }], changes);
    expect(next.unknown).toEqual(['ask', 'code', 'kegs']);
    expect(next.sections[0]!.tasks.map(({ key }) => key)).toEqual(['kegs', 'feeds', 'excise']);
    expect(withChanges([gather, post], changes).unknown).toEqual([]);
  });

  test('that are none leave the template as it is', () => {
    expect(withChanges([gather, post], {})).toEqual({ sections: [gather, post], unknown: [] });
  });

  test.each([
    [{ add: [kegs, kegs] }, 'add'],
    [{ skip: ['code'], change: { code: { est: 5 } } }, 'change'],
    [{ skip: ['Not a key'] }, 'skip.0'],
    [{ change: { code: { est: -1 } } }, 'change.code.est'],
    [{ people: { reviewer: 'nobody' } }, 'people.reviewer'],
  ])('%j are refused', (input, path) => {
    expect(Changes.safeParse(input).error?.issues[0]?.path.join('.')).toBe(path);
  });
});
