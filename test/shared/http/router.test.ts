import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/errors.ts';
import type { Route } from '../../../shared/http/route.ts';
import { router } from '../../../shared/http/router.ts';

const route = (method: Route['method'], path: Route['path']): Route => ({
  method,
  path,
  summary: path,
  allow: 'anyone',
  load: async () => undefined,
  answer: () => undefined,
});

const match = router([
  route('GET', '/v1/things/{thingId}'),
  route('PATCH', '/v1/things/{thingId}'),
  route('GET', '/v1/things/search'),
  route('GET', '/v1/things/{thingId}/parts/{partId}'),
  route('POST', '/v1/things/{thingId}/parts/count'),
  route('GET', '/v1/things'),
]);
const found = (method: string, path: string) => {
  const { route: one, params } = match(method, path);
  return [one.path, params];
};
const refused = (method: string, path: string) => {
  try {
    return found(method, path);
  } catch (error) {
    return error as DomainError;
  }
};

describe('a path', () => {
  test('with a word goes before one with a parameter, whichever was declared first', () => {
    expect(found('GET', '/v1/things/search')).toEqual(['/v1/things/search', {}]);
    expect(found('GET', '/v1/things/42')).toEqual(['/v1/things/{thingId}', { thingId: '42' }]);
  });

  test('that only another method knows goes to that method’s route', () => {
    expect(found('PATCH', '/v1/things/search')).toEqual(['/v1/things/{thingId}', { thingId: 'search' }]);
  });

  test('is decoded by the gateway: its parameters are taken as they come', () => {
    for (const odd of ['100%', '%zz', '%2F', '😀', '{x}', 'a b', '__proto__', '\u0000'])
      expect(found('GET', `/v1/things/${odd}`)).toEqual(['/v1/things/{thingId}', { thingId: odd }]);
  });

  test.each([
    '/',
    '',
    '/v1',
    '/v1/things/',
    '/v1/things//parts/1',
    '/V1/things',
    '/v1/things/1/2',
    '/v1/things/__proto__/x',
  ])('%j is nowhere', (path) => {
    expect(refused('GET', path)).toMatchObject({ code: 'not-found' });
  });

  test('of great length is refused without being repeated in full', () => {
    const error = refused('GET', `/v1/${'x'.repeat(10_000)}`) as DomainError;
    expect(error.message.length).toBeLessThan(300);
  });
});

test('a method that a path does not know is refused with those that it knows, each once', () => {
  expect(refused('DELETE', '/v1/things/42')).toMatchObject({
    code: 'method-not-allowed',
    details: { allow: 'GET, PATCH' },
  });
  expect(refused('DELETE', '/v1/things/search')).toMatchObject({ details: { allow: 'GET, PATCH' } });
  expect(refused('HEAD', '/v1/things')).toMatchObject({ code: 'method-not-allowed', details: { allow: 'GET' } });
});
