import { describe, expect, test } from 'vitest';
import type { Series } from '../../web/console/src/lib/series.ts';
import {
  askedOf,
  changesToSet,
  editOf,
  foreseenOf,
  fresh,
  valuesOf,
} from '../../web/console/src/features/series/form.ts';

const client = { id: 'cli_1', name: 'Juniper' };
const series = {
  id: 'ser_1',
  clientId: client.id,
  templateId: 'tpl_1',
  rhythm: { kind: 'months', every: 1 },
  lead: { n: 0, unit: 'day' },
  end: { kind: 'after', jobs: 12 },
  missed: 'create-all',
  next: '2026-12-01',
  made: 5,
  changes: { skip: ['feeds'] },
} as Series;
const values = valuesOf(series, client);

describe('a new series in its form', () => {
  test('is asked for as soon as it is said what recurs for whom', () => {
    expect(askedOf(fresh({}), false)).toBeUndefined();
    expect(askedOf(fresh({ client }), false)).toBeUndefined();
    const usual = { lead: { n: 0, unit: 'day' }, missed: 'create-all', end: { kind: 'never' } };
    expect(askedOf(fresh({ client }), true)).toEqual(usual);
    expect(askedOf(fresh({ client, templateId: 'tpl_1' }), false)).toEqual({ ...usual, templateId: 'tpl_1' });
  });

  test('sends nothing of what was left empty', () => {
    const changes = { people: {}, skip: [], due: '', budgetMinutes: undefined };
    expect(askedOf(fresh({ client, templateId: 'tpl_1', changes }), false)).not.toHaveProperty('changes');
  });

  test('is not asked for as long as its last day is not said', () => {
    const end = { kind: 'on', date: '' } as const;
    expect(askedOf(fresh({ client, templateId: 'tpl_1', end }), false)).toBeUndefined();
  });
});

describe('a series that is edited', () => {
  test('is not changed by a form that was opened only', () => {
    expect(editOf(series, values)).toBeUndefined();
    expect(changesToSet(series, values)).toBeUndefined();
  });

  test('is changed in what someone changed, and in nothing else', () => {
    expect(editOf(series, { ...values, missed: 'skip' })).toEqual({ missed: 'skip' });
  });

  test('has all its standing changes set anew where one is other, and none where none is left', () => {
    expect(changesToSet(series, { ...values, changes: { ...series.changes, budgetMinutes: 90 } })).toEqual({
      skip: ['feeds'],
      budgetMinutes: 90,
    });
    expect(changesToSet(series, { ...values, changes: { skip: [] } })).toEqual({});
  });

  test('is foreseen from its next period, or from the one that is chosen, with the jobs that are left', () => {
    const standing = { changes: { skip: ['feeds'] } };
    const after = (jobs: number) => ({ kind: 'after', jobs }) as const;
    expect(foreseenOf(series, values, undefined, 0)).toMatchObject({
      ...standing,
      first: '2026-12-01',
      end: after(7),
    });
    expect(foreseenOf(series, values, '2027-03-01', 3)).toMatchObject({ first: '2027-03-01', end: after(4) });
    const anew = { ...values, end: after(10) };
    expect(foreseenOf(series, anew, undefined, 0)).toMatchObject({ end: after(5) });
    expect(foreseenOf(series, anew, '2027-03-01', 3)).toMatchObject({ end: after(10) });
  });

  test('is not foreseen as long as the job before is waited for', () => {
    const { next: _, ...waiting } = series;
    expect(foreseenOf(waiting, values, undefined, 0)).toBeUndefined();
  });
});
