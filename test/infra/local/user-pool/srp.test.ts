import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { expect, test } from 'vitest';
import { beginExchange, claimSignature, makeVerifier, matches } from '../../../../infra/local/user-pool/srp.ts';

const login = { poolName: 'Staff', username: 'mem_01', password: 'Good-Passw0rd1' };

/** Both sides of one sign-in, without the wire: the client's signature and the one the pool wants. */
function signatures(salt: string, password: string): [client: string, pool: string] {
  const session = createSrpSession(login.username, password, 'eu-central-1_Staff', false);
  const exchange = beginExchange(session.largeA, makeVerifier(login, salt))!;
  const secretBlock = Buffer.from('any block').toString('base64');
  const signed = signSrpSession(session, {
    ChallengeParameters: {
      SALT: salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: exchange.B.toString(16),
      USER_ID_FOR_SRP: login.username,
    },
  });
  const claim = { poolName: 'Staff', username: login.username, secretBlock, timestamp: signed.timestamp };
  return [signed.passwordSignature, claimSignature(exchange, claim)];
}

test.each(['00120000000000000000000000000001', '0abc0000000000000000000000000001', 'ff000000000000000000000000000001'])(
  'A client with the password agrees with the pool on the salt %s',
  (salt) => {
    const [client, pool] = signatures(salt, login.password);
    expect(client).toBe(pool);
  },
);

test('A client with another password does not', () => {
  const [client, pool] = signatures('0abc0000000000000000000000000001', 'Wrong-Passw0rd1');
  expect(client).not.toBe(pool);
});

test('A verifier fits its password only, and its user, and its pool', () => {
  const stored = makeVerifier(login);
  expect(matches(login, stored)).toBe(true);
  for (const other of [{ password: 'Wrong-Passw0rd1' }, { username: 'mem_02' }, { poolName: 'Other' }])
    expect(matches({ ...login, ...other }, stored)).toBe(false);
});
