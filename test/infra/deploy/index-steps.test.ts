import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Index, indexesOf, indexSteps, withIndexes } from '../../../infra/deploy/index-steps.ts';
import { templateOf } from './fakes.ts';

const index = (name: string, projection = 'ALL'): Index => ({
  IndexName: name,
  KeySchema: [{ AttributeName: `${name}Pk` }, { AttributeName: `${name}Sk` }],
  Projection: { ProjectionType: projection },
});
const names = (indexes: Index[]) => indexes.map(({ IndexName }) => IndexName).join(' ');
const told = (deployed: Index[], wanted: Index[]) =>
  indexSteps(deployed, wanted).map(({ base, indexes, does }) => `${base}: ${does} → ${names(indexes)}`);

describe('stepping from one set of indexes to another', () => {
  test('the same indexes are one update, in whatever order they stand', () => {
    expect(told([index('byClient'), index('byDue')], [index('byDue'), index('byClient')])).toEqual([
      'wanted: brings the release → byDue byClient',
    ]);
  });
  test('new ones come one by one before the code that asks them', () => {
    expect(told([index('byClient')], [index('byClient'), index('byDue'), index('byJob')])).toEqual([
      'deployed: adds index byDue → byClient byDue',
      'deployed: adds index byJob → byClient byDue byJob',
      'wanted: brings the release → byClient byDue byJob',
    ]);
  });
  test('old ones go one by one after the code that asked them', () => {
    expect(told([index('byClient'), index('byDue'), index('byJob')], [index('byJob')])).toEqual([
      'wanted: brings the release → byClient byDue byJob',
      'wanted: removes index byClient → byDue byJob',
      'wanted: removes index byDue → byJob',
    ]);
  });
  test('one that changes under its name goes and comes again', () => {
    expect(told([index('byDue')], [index('byDue', 'KEYS_ONLY')])).toEqual([
      'deployed: removes index byDue, to make it anew → ',
      'deployed: adds index byDue → byDue',
      'wanted: brings the release → byDue',
    ]);
  });

  const some = fc
    .uniqueArray(fc.constantFrom('byClient', 'byDue', 'byJob', 'byNext', 'byDay'))
    .chain((chosen) => fc.tuple(...chosen.map((name) => fc.constantFrom(index(name), index(name, 'KEYS_ONLY')))));

  test('no update creates or removes more than one index, and the last has just what is wanted', () => {
    fc.assert(
      fc.property(some, some, (deployed, wanted) => {
        let before: Index[] = deployed;
        for (const { indexes } of indexSteps(deployed, wanted)) {
          const gone = before.filter((old) => !indexes.some((now) => JSON.stringify(now) === JSON.stringify(old)));
          const come = indexes.filter((now) => !before.some((old) => JSON.stringify(now) === JSON.stringify(old)));
          expect(gone.length + come.length).toBeLessThanOrEqual(1);
          before = indexes;
        }
        expect(before.map((each) => JSON.stringify(each)).toSorted()).toEqual(
          wanted.map((each) => JSON.stringify(each)).toSorted(),
        );
      }),
    );
  });
  test('new code never runs without an index it wants, and an untouched index is always there', () => {
    fc.assert(
      fc.property(some, some, (deployed, wanted) => {
        for (const { base, indexes } of indexSteps(deployed, wanted)) {
          const untouched = wanted.filter((want) =>
            deployed.some((has) => JSON.stringify(has) === JSON.stringify(want)),
          );
          for (const needed of base === 'wanted' ? wanted : untouched) expect(indexes).toContainEqual(needed);
        }
      }),
    );
  });
});

describe('a template with other indexes', () => {
  test('takes attributes and replicas along', () => {
    const deployed = templateOf('byClient');
    const wanted = templateOf('byClient', 'byDue');
    expect(withIndexes(deployed, indexesOf(wanted), wanted)).toEqual(wanted);
    expect(withIndexes(wanted, indexesOf(deployed), wanted)).toEqual(deployed);
  });
  test('keeps everything else of its base', () => {
    const running = templateOf('byClient');
    running.Resources.Api = { Type: 'AWS::Lambda::Function', Properties: { Code: 'old' } };
    const stepped = withIndexes(running, indexesOf(templateOf('byClient', 'byDue')), templateOf('byClient', 'byDue'));
    expect(stepped.Resources.Api).toEqual(running.Resources.Api);
    expect(indexesOf(running)).toHaveLength(1);
  });
  test('refuses a stack of two tables', () => {
    const two = templateOf('byClient');
    two.Resources.Second = two.Resources.TableCD117FA1!;
    expect(() => indexesOf(two)).toThrow('2 tables');
  });
});
