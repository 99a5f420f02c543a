import { expect, test } from 'vitest';
import { addressOf, checkEdge } from '../../../shared/http/edge.ts';
import { httpEvent } from '../../support/call.ts';

const calling = (headers: Record<string, string>) => httpEvent('GET', '/v1/clients', null, { headers });

test('an API with a secret refuses who comes past CloudFront, or guesses', () => {
  for (const headers of [{}, { 'x-firmament-edge': '' }, { 'x-firmament-edge': 'guess' }])
    expect(() => checkEdge(calling(headers as Record<string, string>), 'secret')).toThrow('address of the site');
  expect(() => checkEdge(calling({ 'x-firmament-edge': 'secret' }), 'secret')).not.toThrow();
});

test('an API without one asks for none', () => {
  expect(() => checkEdge(calling({}), undefined)).not.toThrow();
});

test('who calls through CloudFront is known by their own address, not by CloudFront’s', () => {
  expect(addressOf(calling({ 'x-forwarded-for': '203.0.113.9, 192.0.2.1' }))).toBe('203.0.113.9');
  expect(addressOf(calling({ 'x-forwarded-for': 'claimed, 203.0.113.9, 192.0.2.1' }))).toBe('203.0.113.9');
});

test('who calls the gateway itself is known by what the gateway saw', () => {
  expect(addressOf(calling({}))).toBe('192.0.2.1');
  expect(addressOf(calling({ 'x-forwarded-for': '192.0.2.1' }))).toBe('192.0.2.1');
});
