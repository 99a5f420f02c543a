import { createSrpSession, signSrpSession } from 'cognito-srp-helper';
import { describe, expect, test } from 'vitest';
import { beginExchange, claimSignature, makeVerifier } from '../../infra/local/user-pool/srp.ts';
import { begin, claim, timestampOf } from '../../web/console/src/lib/auth/srp.ts';

const poolName = 'Abc123';
const username = 'mem_01JZZZZZZZZZZZZZZZZZZZZZZZ';
const secretBlock = Buffer.from('a block that only the pool understands').toString('base64');
const timestamp = timestampOf(new Date(Date.UTC(2026, 10, 5, 9, 5, 3)));

/** One sign-in: the proof that the page makes, and the one that the pool wants. */
async function signIn(password: string, typed = password) {
  const stored = makeVerifier({ poolName, username, password });
  const ephemeral = begin();
  const exchange = beginExchange(ephemeral.A.toString(16), stored)!;
  const asked = { username, salt: stored.salt, B: exchange.B.toString(16), secretBlock };
  const given = await claim(ephemeral, asked, { poolName, password: typed, timestamp });
  return { given, wanted: claimSignature(exchange, { poolName, username, secretBlock, timestamp }) };
}

describe('signing in by SRP', () => {
  // Salts and keys whose hex begins with a high digit, or has an odd length, are padded: many are tried.
  test('proves the password to the pool, whatever numbers are drawn', async () => {
    for (let i = 0; i < 60; i++) {
      const { given, wanted } = await signIn(`Pässword-${i} “quoted”`);
      expect(given).toBe(wanted);
    }
  });

  test('proves nothing with another password', async () => {
    const { given, wanted } = await signIn('The right 0ne!', 'The wrong 0ne!');
    expect(given).not.toBe(wanted);
  });

  test('makes the same proof as another implementation of it', async () => {
    const password = 'Corr3ct horse!';
    const session = createSrpSession(username, password, `eu-central-1_${poolName}`, false);
    const stored = makeVerifier({ poolName, username, password });
    const exchange = beginExchange(session.largeA, stored)!;
    const B = exchange.B.toString(16);
    const parameters = { SALT: stored.salt, SRP_B: B, SECRET_BLOCK: secretBlock, USER_ID_FOR_SRP: username };
    const theirs = signSrpSession(session, { ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters: parameters });
    const ephemeral = { a: BigInt(`0x${session.smallA}`), A: BigInt(`0x${session.largeA}`) };
    const asked = { username, salt: stored.salt, B, secretBlock };
    const ours = await claim(ephemeral, asked, { poolName, password, timestamp: session.timestamp });
    expect(ours).toBe(theirs.passwordSignature);
  });

  test('refuses a value that would let somebody in between choose the key', async () => {
    const asked = { username, salt: 'ab', B: '0', secretBlock };
    await expect(claim(begin(), asked, { poolName, password: 'x', timestamp })).rejects.toThrow(/must not be used/);
  });

  test('writes the time as Cognito reads it', () => {
    expect(timestamp).toBe('Thu Nov 5 09:05:03 UTC 2026');
  });
});
