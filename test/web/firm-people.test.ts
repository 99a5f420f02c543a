import { describe, expect, test } from 'vitest';
import { askedOf, filledBy, linesOf } from '../../web/console/src/features/firm/role-lines.ts';
import {
  asBefore,
  hoursOf,
  inForce,
  lastWeek,
  sayWeekHours,
  withOne,
  without,
} from '../../web/console/src/features/firm/from-days.ts';
import { heldRoles, wishOf, withRole } from '../../web/console/src/features/firm/hand-over-wish.ts';
import { sayScope, scopeOf, scopeValues } from '../../web/console/src/features/firm/scope.ts';
import { sayHeld } from '../../web/console/src/lib/held-words.ts';

describe('roles of the firm', () => {
  const template = (name: string, roles: Record<string, string>) => ({ name, content: { roles } });
  const templates = [
    template('Intake', { intake: 'firm.intake', lead: 'client.lead' }),
    template('1040', { coordinator: 'firm.coordinator', again: 'firm.coordinator' }),
    template('Close', { coordinator: 'firm.coordinator' }),
  ];
  const nora = { role: 'Coordinator', memberId: 'nora' };

  test('are listed with the templates that ask for them, those that nobody holds first', () => {
    expect(linesOf([nora], askedOf(templates))).toEqual([
      { role: 'intake', templates: ['Intake'] },
      { ...nora, templates: ['1040', 'Close'] },
    ]);
  });

  test('are held by one person each, or by nobody', () => {
    const both = filledBy([nora], 'intake', 'grace');
    expect(both).toEqual([nora, { role: 'intake', memberId: 'grace' }]);
    expect(filledBy(both, 'coordinator', 'grace')[0]).toEqual({ ...nora, memberId: 'grace' });
    expect(filledBy(both, 'coordinator', undefined)).toEqual([both[1]]);
  });
});

describe('what holds from a day on', () => {
  const [early, late] = [
    hoursOf('2026-01-01', [8, 8, 8, 8, 8, 0, 0]),
    hoursOf('2026-09-01', [7.5, 7.5, 0, 0, 0, 0, 4]),
  ];

  test('is in order of its days, one for each', () => {
    expect(withOne([late], early)).toEqual([early, late]);
    expect(withOne([early, late], { ...early, minutes: late.minutes }).map(({ minutes }) => minutes)).toEqual([
      late.minutes,
      late.minutes,
    ]);
    expect(inForce([early, late], '2026-08-31')).toBe(early);
    expect(inForce([early], '2025-12-31')).toBeUndefined();
  });

  test('is taken back day by day: what was said of other days meanwhile stays', () => {
    const other = hoursOf('2027-01-01', [1, 1, 1, 1, 1, 0, 0]);
    const changed = { ...early, minutes: late.minutes };
    expect(asBefore([changed, late, other], changed, [early, late])).toEqual([early, late, other]);
    expect(asBefore([early, late, other], late, [early])).toEqual([early, other]);
    expect(asBefore(without([early, other], early), early, [early])).toEqual([early, other]);
  });

  test('is typed in hours, beginning with the last week', () => {
    expect(lastWeek([early, late])).toEqual([7.5, 7.5, 0, 0, 0, 0, 4]);
    expect(lastWeek()).toEqual([8, 8, 8, 8, 8, 0, 0]);
    expect(sayWeekHours(late.minutes)).toBe('19');
    expect(hoursOf('2026-01-01', [1 / 3, 0, 0, 0, 0, 0, 0]).minutes[0]).toBe(20);
  });
});

test('which clients someone sees is the same again when it is kept', () => {
  for (const scope of [{}, { except: ['a'] }, { only: ['a', 'b'] }, { only: [] }])
    expect(scopeOf(scopeValues(scope))).toEqual(scope);
  expect(scopeOf({ how: 'except', clientIds: [] })).toEqual({});
  expect(scopeOf({ how: 'all', clientIds: ['a'] })).toEqual({});
  expect([{}, { except: ['a'] }, { only: [] }, undefined].map(sayScope)).toEqual([
    undefined,
    'All but 1',
    'Only none yet',
    undefined,
  ]);
});

test('a client for whom nobody is named goes with the rest', () => {
  const client = (id: string) => ({ id, name: id });
  expect(wishOf('grace', [{ client: client('a'), to: null }])).toEqual({ to: 'grace' });
  expect(
    wishOf('grace', [
      { client: client('a'), to: 'tom' },
      { client: client('b'), to: null },
    ]),
  ).toEqual({
    to: 'grace',
    byClient: { a: 'tom' },
  });
});

test('a role for which nobody is named goes with the rest', () => {
  const roles = withRole(withRole({}, 'manager', 'ana'), 'reviewer', 'tom');
  expect(wishOf('grace', [], roles)).toEqual({ to: 'grace', roles: { manager: 'ana', reviewer: 'tom' } });
  expect(wishOf('grace', [], withRole(roles, 'manager', null))).toEqual({ to: 'grace', roles: { reviewer: 'tom' } });
  expect(wishOf('grace', [], withRole(withRole({}, 'manager', 'ana'), 'manager', null))).toEqual({ to: 'grace' });
});

test('the roles that are held are those that move and those that cannot, the most frequent first', () => {
  const given = (moves: string[], stays: string[]) => ({
    kind: 'client',
    id: 'a',
    label: 'a',
    clientIds: [],
    moves: moves.map((part) => ({ part, to: 'grace' })),
    stays: stays.map((part) => ({ part, to: 'grace', why: 'private' })),
  });
  expect(heldRoles([given(['lead'], ['private']), given(['manager', 'task'], []), given(['task'], [])])).toEqual([
    'task',
    'lead',
    'private',
    'manager',
  ]);
});

test('held mail is counted as far as it was read', () => {
  expect([sayHeld(1, false), sayHeld(3, false, 'Juniper'), sayHeld(50, true)]).toEqual([
    'the held mail',
    '3 held mails of Juniper',
    'all held mails',
  ]);
});
