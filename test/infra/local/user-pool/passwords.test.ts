import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryPassword, weakness } from '../../../../infra/local/user-pool/passwords.ts';
import { staffPool } from './fixture.ts';

const policy = staffPool.passwordPolicy;

test.each([
  ['Short-1a', 'not long enough'],
  ['no-uppercase-1', 'uppercase'],
  ['NO-LOWERCASE-1', 'lowercase'],
  ['No-Digits-Here', 'numeric'],
  ['NoSymbolsHere1', 'symbol'],
  [' Good-Passw0rd1', 'space'],
  ['Good-Passw0rd1'.repeat(20), 'too long'],
])('The password %s lacks something: %s', (password, what) => {
  expect(weakness(policy, password)).toContain(what);
});

test('A password that has everything conforms', () => {
  expect(weakness(policy, 'Good-Passw0rd1')).toBeUndefined();
});

test('Every temporary password conforms to the policy it is made for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 99 }), (minimumLength) => {
      const ours = { ...policy, minimumLength };
      expect(weakness(ours, temporaryPassword(ours))).toBeUndefined();
    }),
  );
});
