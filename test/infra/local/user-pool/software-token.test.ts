import {
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  GetUserCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, test } from 'vitest';
import { codeAt } from '../../../../infra/local/user-pool/totp.ts';
import type { Pool } from '../../../../infra/local/user-pool/pools.ts';
import { PASSWORD, POOL, startPool, TEMPORARY, type StartedPool } from './fixture.ts';

let pool: StartedPool;
const start = async (mfa: Pool['mfa']) => void (pool = await startPool({ mfa }));
afterEach(() => pool.close());

type Holder = { AccessToken?: string; Session?: string };
const associate = (holder: Holder) => pool.cognito.send(new AssociateSoftwareTokenCommand(holder));
const verify = (holder: Holder, UserCode: string) =>
  pool.cognito.send(new VerifySoftwareTokenCommand({ ...holder, UserCode }));
const code = (secret: string) => codeAt(secret, pool.clock.now());
const wrongCode = (secret: string) => (code(secret) === '000000' ? '111111' : '000000');
const nextStep = () => pool.clock.forward(30_000);

/** A user who signs in with a code; gives the secret back. */
async function enrolled(): Promise<string> {
  await pool.confirmed('mem_01', 'ada@firm.test');
  const { AccessToken } = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
  const { SecretCode } = await associate({ AccessToken });
  await verify({ AccessToken }, code(SecretCode!));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await pool.cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  nextStep();
  return SecretCode!;
}

describe('Where a second factor is optional', () => {
  test('a person enrols an app and is asked for its code from then on', async () => {
    await start('OPTIONAL');
    const secret = await enrolled();
    const challenge = await pool.withSrp('ada@firm.test', PASSWORD);
    expect(challenge.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const done = await pool.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: code(secret) });
    const { AccessToken } = done.AuthenticationResult!;
    expect((await pool.cognito.send(new GetUserCommand({ AccessToken }))).PreferredMfaSetting).toBe(
      'SOFTWARE_TOKEN_MFA',
    );
  });

  test('a wrong code is refused and may be tried again; a right one is good once', async () => {
    await start('OPTIONAL');
    const secret = await enrolled();
    const challenge = await pool.withPassword('mem_01', PASSWORD);
    const answer = (given: string) => pool.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: given });
    await expect(answer(wrongCode(secret))).rejects.toThrow(expect.objectContaining({ name: 'CodeMismatchException' }));
    expect((await answer(code(secret))).AuthenticationResult).toBeDefined();
    await expect(answer(code(secret))).rejects.toThrow('Invalid session');
    const again = await pool.withPassword('mem_01', PASSWORD);
    const replayed = pool.respond(again, { SOFTWARE_TOKEN_MFA_CODE: code(secret) });
    await expect(replayed).rejects.toThrow(expect.objectContaining({ name: 'ExpiredCodeException' }));
  });

  test('wrong codes lock the user out', async () => {
    await start('OPTIONAL');
    const secret = await enrolled();
    const challenge = await pool.withPassword('mem_01', PASSWORD);
    const answer = (given: string) => pool.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: given });
    for (let count = 0; count < 5; count++)
      await expect(answer(wrongCode(secret))).rejects.toThrow(
        expect.objectContaining({ name: 'CodeMismatchException' }),
      );
    await expect(answer(code(secret))).rejects.toThrow('Password attempts exceeded');
  });

  test('an app that was not verified asks for nothing and replaces nothing', async () => {
    await start('OPTIONAL');
    const secret = await enrolled();
    const challenge = await pool.withPassword('mem_01', PASSWORD);
    const { AccessToken } = (await pool.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: code(secret) }))
      .AuthenticationResult!;
    const { SecretCode } = await associate({ AccessToken });
    await expect(verify({ AccessToken }, wrongCode(SecretCode!))).rejects.toThrow(
      expect.objectContaining({ name: 'EnableSoftwareTokenMFAException' }),
    );
    nextStep();
    const next = await pool.withPassword('mem_01', PASSWORD);
    expect((await pool.respond(next, { SOFTWARE_TOKEN_MFA_CODE: code(secret) })).AuthenticationResult).toBeDefined();
  });

  test('an administrator switches it off for a person who lost the phone, but cannot switch it on without one', async () => {
    await start('OPTIONAL');
    await enrolled();
    const prefer = (Username: string, Enabled: boolean) =>
      pool.cognito.send(
        new AdminSetUserMFAPreferenceCommand({ UserPoolId: POOL, Username, SoftwareTokenMfaSettings: { Enabled } }),
      );
    await prefer('mem_01', false);
    expect((await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult).toBeDefined();
    const user = await pool.cognito.send(new AdminGetUserCommand({ UserPoolId: POOL, Username: 'mem_01' }));
    expect(user.UserMFASettingList).toBeUndefined();
    await pool.create('mem_02', 'bob@firm.test');
    await expect(prefer('mem_02', true)).rejects.toThrow('has not verified');
  });
});

describe('Where a second factor is required', () => {
  test('the first sign-in leads through a new password and the enrolment of an app to the tokens', async () => {
    await start('ON');
    await pool.create('mem_01', 'ada@firm.test');
    const first = await pool.withSrp('ada@firm.test', TEMPORARY);
    const setup = await pool.respond(first, { NEW_PASSWORD: PASSWORD });
    expect([setup.ChallengeName, setup.AuthenticationResult]).toEqual(['MFA_SETUP', undefined]);
    const shown = await associate({ Session: setup.Session });
    const verified = await verify({ Session: shown.Session }, code(shown.SecretCode!));
    const done = await pool.respond({ ...setup, Session: verified.Session }, {});
    expect(done.AuthenticationResult?.AccessToken).toBeTypeOf('string');
    nextStep();
    const next = await pool.withSrp('ada@firm.test', PASSWORD);
    expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const again = await pool.respond(next, { SOFTWARE_TOKEN_MFA_CODE: code(shown.SecretCode!) });
    expect(again.AuthenticationResult).toBeDefined();
  });

  test('nobody gets past the enrolment without a verified code', async () => {
    await start('ON');
    await pool.confirmed('mem_01', 'ada@firm.test');
    const setup = await pool.withPassword('mem_01', PASSWORD);
    await expect(pool.respond(setup, {})).rejects.toThrow('Verify the software token');
    const shown = await associate({ Session: setup.Session });
    await expect(associate({ Session: setup.Session })).rejects.toThrow('Invalid session');
    await expect(verify({ Session: shown.Session }, wrongCode(shown.SecretCode!))).rejects.toThrow('Code mismatch');
    await expect(pool.respond({ ...setup, Session: shown.Session }, {})).rejects.toThrow('Verify the software token');
  });
});

test('Where there is no second factor, none can be enrolled', async () => {
  await start('OFF');
  await pool.confirmed('mem_01', 'ada@firm.test');
  const { AccessToken } = (await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
  await expect(associate({ AccessToken })).rejects.toThrow('not enabled for the user pool');
});
