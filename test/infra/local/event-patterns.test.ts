import { describe, expect, test } from 'vitest';
import { checkPattern, matchesPattern, type Pattern } from '../../../infra/local/event-patterns.ts';

const event = {
  source: 'firm.table',
  'detail-type': 'job.completed',
  detail: {
    clientId: 'cli_1',
    hours: 12.5,
    isOverdue: false,
    closedBy: null,
    note: '',
    tags: ['urgent', 'audit'],
    nothing: [],
    file: 'letters/2026/*draft*.PDF',
    tasks: [
      { name: 'review', days: 3 },
      { name: 'sign', days: 9 },
    ],
  },
};

const detail = (pattern: Pattern) => matchesPattern({ detail: pattern }, event);

describe('exact values', () => {
  test('one value of a list is enough, and every field must match', () => {
    expect(matchesPattern({ source: ['other', 'firm.table'] }, event)).toBe(true);
    expect(matchesPattern({ source: ['firm.table'], 'detail-type': ['job.opened'] }, event)).toBe(false);
  });

  test('a string is not the number that it spells', () => {
    expect(detail({ hours: [12.5] })).toBe(true);
    expect(detail({ hours: ['12.5'] })).toBe(false);
  });

  test('booleans, null and the empty string are values of their own', () => {
    expect(detail({ isOverdue: [false] })).toBe(true);
    expect(detail({ isOverdue: ['false'] })).toBe(false);
    expect(detail({ closedBy: [null] })).toBe(true);
    expect(detail({ closedBy: ['null'] })).toBe(false);
    expect(detail({ note: [''] })).toBe(true);
    expect(detail({ missing: [null] })).toBe(false);
  });

  test('case matters', () => {
    expect(matchesPattern({ source: ['Firm.Table'] }, event)).toBe(false);
  });

  test('a name that every object inherits is not a field of the event', () => {
    expect(detail({ constructor: [{ exists: true }] })).toBe(false);
  });

  test('a scalar never matches an object or a whole event that is none', () => {
    expect(matchesPattern({ detail: ['[object Object]'] }, event)).toBe(false);
    for (const value of [undefined, null, 'text', 7]) expect(matchesPattern({ source: ['text'] }, value)).toBe(false);
  });
});

describe('arrays in the event', () => {
  test('match when one element does', () => {
    expect(detail({ tags: ['audit', 'tax'] })).toBe(true);
    expect(detail({ tags: ['tax'] })).toBe(false);
    expect(detail({ tags: [{ prefix: 'urg' }] })).toBe(true);
  });

  test('of objects match when one object matches all of the pattern', () => {
    expect(detail({ tasks: { name: ['sign'], days: [{ numeric: ['>', 5] }] } })).toBe(true);
    expect(detail({ tasks: { name: ['review'], days: [{ numeric: ['>', 5] }] } })).toBe(false);
  });
});

describe('operators', () => {
  test.each<[string, Pattern, boolean]>([
    ['prefix', { clientId: [{ prefix: 'cli_' }] }, true],
    ['prefix', { clientId: [{ prefix: 'job_' }] }, false],
    ['prefix on a number', { hours: [{ prefix: '12' }] }, false],
    ['prefix ignoring case', { clientId: [{ prefix: { 'equals-ignore-case': 'CLI_' } }] }, true],
    ['suffix', { file: [{ suffix: '.PDF' }] }, true],
    ['suffix', { file: [{ suffix: '.pdf' }] }, false],
    ['suffix ignoring case', { file: [{ suffix: { 'equals-ignore-case': '.pdf' } }] }, true],
    ['equals-ignore-case', { clientId: [{ 'equals-ignore-case': 'CLI_1' }] }, true],
    ['equals-ignore-case', { clientId: [{ 'equals-ignore-case': 'CLI_' }] }, false],
    ['wildcard', { file: [{ wildcard: 'letters/*.PDF' }] }, true],
    ['wildcard', { file: [{ wildcard: '*2026*' }] }, true],
    ['wildcard anchors both ends', { file: [{ wildcard: '2026*' }] }, false],
    ['wildcard takes a dot for a dot', { clientId: [{ wildcard: 'cli.1' }] }, false],
    ['wildcard with an escaped star', { file: [{ wildcard: 'letters/*\\*draft\\*.PDF' }] }, true],
    ['wildcard with an escaped star', { clientId: [{ wildcard: 'cli\\*' }] }, false],
    ['numeric equal', { hours: [{ numeric: ['=', 12.5] }] }, true],
    ['numeric range', { hours: [{ numeric: ['>', 0, '<=', 12.5] }] }, true],
    ['numeric range', { hours: [{ numeric: ['>', 0, '<', 12.5] }] }, false],
    ['numeric on text', { clientId: [{ numeric: ['>', 0] }] }, false],
    ['numeric >=', { hours: [{ numeric: ['>=', 12.5] }] }, true],
    ['exists', { clientId: [{ exists: true }] }, true],
    ['exists', { missing: [{ exists: true }] }, false],
    ['exists on null', { closedBy: [{ exists: true }] }, true],
    ['exists false', { missing: [{ exists: false }] }, true],
    ['exists false', { clientId: [{ exists: false }] }, false],
    ['exists false below a missing parent', { missing: { deep: [{ exists: false }] } }, true],
    ['an empty array does not exist', { nothing: [{ exists: false }] }, true],
    ['a value or its absence', { missing: [{ exists: false }, 'x'] }, true],
    ['anything-but a value', { clientId: [{ 'anything-but': 'cli_2' }] }, true],
    ['anything-but a value', { clientId: [{ 'anything-but': 'cli_1' }] }, false],
    ['anything-but a list', { clientId: [{ 'anything-but': ['cli_1', 'cli_2'] }] }, false],
    ['anything-but numbers', { hours: [{ 'anything-but': [1, 2] }] }, true],
    ['anything-but needs the field', { missing: [{ 'anything-but': 'x' }] }, false],
    ['anything-but prefix', { clientId: [{ 'anything-but': { prefix: 'cli_' } }] }, false],
    ['anything-but prefix', { clientId: [{ 'anything-but': { prefix: 'job_' } }] }, true],
    ['anything-but prefixes', { clientId: [{ 'anything-but': { prefix: ['job_', 'cli_'] } }] }, false],
    ['anything-but suffix', { file: [{ 'anything-but': { suffix: '.PDF' } }] }, false],
    ['anything-but ignoring case', { clientId: [{ 'anything-but': { 'equals-ignore-case': 'CLI_1' } }] }, false],
    ['anything-but wildcard', { file: [{ 'anything-but': { wildcard: '*.PDF' } }] }, false],
    ['$or', { $or: [{ clientId: ['cli_9'] }, { hours: [12.5] }] }, true],
    ['$or', { $or: [{ clientId: ['cli_9'] }, { hours: [1] }] }, false],
    ['$or beside a field', { isOverdue: [true], $or: [{ clientId: ['cli_1'] }, { hours: [1] }] }, false],
  ])('%s: %j', (_name, pattern, expected) => {
    expect(detail(pattern)).toBe(expected);
  });
});

describe('a pattern that is not understood', () => {
  test.each<[string, Pattern, RegExp]>([
    [
      'names the operator',
      { detail: { ip: [{ cidr: '10.0.0.0/24' }] } },
      /detail\.ip: the operator "cidr" is not emulated/,
    ],
    ['even behind a value that matches', { source: ['firm.table', { regex: '.*' }] }, /"regex" is not emulated/],
    ['even in an alternative', { $or: [{ source: ['x'] }, { source: [{ like: 'x' }] }] }, /\$or\[1\]\.source.*"like"/],
    ['within anything-but', { source: [{ 'anything-but': { numeric: ['>', 1] } }] }, /"anything-but numeric"/],
    ['with an unknown comparison', { n: [{ numeric: ['!=', 1] }] }, /"numeric !="/],
    ['with half a comparison', { n: [{ numeric: ['>'] }] }, /numeric wants pairs/],
    ['with text to compare', { n: [{ numeric: ['>', '1'] }] }, /numbers to compare with/],
    ['with a value outside a list', { source: 'firm.table' }, /in a list, \["firm.table"\]/],
    ['with two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }, /one operator/],
    ['with an empty list', { source: [] }, /empty list/],
    ['with an empty object', { detail: {} }, /empty object/],
    ['that is empty', {}, /empty object/],
    ['with exists of something else', { source: [{ exists: 'yes' }] }, /exists wants true or false/],
    ['with a prefix that is no text', { source: [{ prefix: 7 }] }, /prefix wants a string/],
    ['with an empty anything-but', { source: [{ 'anything-but': [] }] }, /one operator/],
    ['with two stars', { source: [{ wildcard: 'a**b' }] }, /wildcard wants/],
    ['with a stray escape', { source: [{ wildcard: 'a\\b' }] }, /wildcard wants/],
    ['with $or of one', { $or: [{ source: ['x'] }] }, /at least two/],
    ['with an inherited name for an operator', { source: [{ constructor: 'x' }] }, /"constructor" is not emulated/],
  ])('is refused %s', (_name, pattern, message) => {
    expect(() => checkPattern(pattern)).toThrow(message);
    expect(() => matchesPattern(pattern, event)).toThrow(message);
  });

  test('is refused on every call, not on the first alone', () => {
    const pattern = { source: [{ cidr: '10.0.0.0/24' }] };
    for (let call = 0; call < 2; call++) expect(() => matchesPattern(pattern, event)).toThrow(/cidr/);
  });
});
