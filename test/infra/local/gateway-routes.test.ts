import { expect, test } from 'vitest';
import { decodePercent, routeTable } from '../../../infra/local/gateway/routes.ts';

function picker(...keys: string[]) {
  const match = routeTable(keys.map((key) => ({ key, functionName: 'f' })));
  return (method: string, path: string) => {
    const found = match(method, path);
    return found && [found.route.key, found.pathParameters];
  };
}

test('the most specific path wins, whatever the order of the routes', () => {
  const keys = ['ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1'];
  for (const order of [keys, keys.toReversed()]) {
    const pick = picker(...order);
    expect(pick('GET', '/pets/dog/1')).toEqual(['GET /pets/dog/1', {}]);
    expect(pick('GET', '/pets/dog/2')).toEqual(['GET /pets/dog/{id}', { id: '2' }]);
    expect(pick('GET', '/pets/cat/1')).toEqual(['GET /pets/{proxy+}', { proxy: 'cat/1' }]);
    expect(pick('POST', '/pets/dog/1')).toEqual(['ANY /{proxy+}', { proxy: 'pets/dog/1' }]);
  }
});

test("on the same path the request's own method wins over ANY, and a more specific ANY over a greedy method", () => {
  const pick = picker('ANY /a', 'GET /a', 'GET /{proxy+}', 'ANY /b');
  expect(pick('GET', '/a')?.[0]).toBe('GET /a');
  expect(pick('POST', '/a')?.[0]).toBe('ANY /a');
  expect(pick('GET', '/b')?.[0]).toBe('ANY /b');
});

test('HEAD reaches ANY and HEAD routes, never a GET route', () => {
  expect(picker('GET /a')('HEAD', '/a')).toBeUndefined();
  expect(picker('GET /a', 'ANY /a')('HEAD', '/a')?.[0]).toBe('ANY /a');
  expect(picker('HEAD /a', 'ANY /a')('HEAD', '/a')?.[0]).toBe('HEAD /a');
  expect(picker('ANY /a')('PROPFIND', '/a')).toBeUndefined();
});

test('path parameters arrive decoded; a slash, an empty segment and case are significant', () => {
  const pick = picker('GET /v1/{id}/notes', 'ANY /files/{proxy+}', 'GET /A');
  expect(pick('GET', '/v1/a%20b%2Fc/notes')).toEqual(['GET /v1/{id}/notes', { id: 'a b/c' }]);
  expect(pick('GET', '/files/a/b%3F/c%25')).toEqual(['ANY /files/{proxy+}', { proxy: 'a/b?/c%' }]);
  expect(pick('GET', '/v1//notes')).toBeUndefined();
  expect(pick('GET', '/v1/x/notes/')).toBeUndefined();
  expect(pick('GET', '/files')).toBeUndefined();
  expect(pick('GET', '/files/')).toBeUndefined();
  expect(pick('GET', '/a')).toBeUndefined();
});

test('percent signs that encode nothing stay as they came', () => {
  expect(decodePercent('100%/%zz/%e4%f6/%C3%A4/%')).toBe('100%/%zz/%e4%f6/ä/%');
});

test('a malformed route key is refused at the start, with how to write it', () => {
  for (const key of ['GET', 'FETCH /a', 'GET a', 'GET /{proxy+}/a'])
    expect(() => routeTable([{ key, functionName: 'f' }])).toThrow(`The route key "${key}" is malformed`);
});
