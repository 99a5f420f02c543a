import {
  ChangePasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLIENT, consoleClient, minutes, PASSWORD, startPool, TEMPORARY, type StartedPool } from './fixture.ts';

let pool: StartedPool;
beforeEach(async () => void (pool = await startPool()));
afterEach(() => pool.close());

describe('SRP', () => {
  test('signs in by username and by email in any case', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    for (const name of ['mem_01', 'ada@firm.test', 'ADA@Firm.test'])
      expect((await pool.withSrp(name, PASSWORD)).AuthenticationResult?.AccessToken).toBeTypeOf('string');
  });

  test('never sends the password, and refuses a wrong one', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    await expect(pool.withSrp('ada@firm.test', 'Wrong-Passw0rd1')).rejects.toThrow('Incorrect username or password');
  });

  test('answers for somebody unknown as for somebody known, the same each time, and then refuses', async () => {
    const ask = async (USERNAME: string) => {
      const AuthParameters = { USERNAME, SRP_A: 'abcdef' };
      const input = { ClientId: CLIENT, AuthFlow: 'USER_SRP_AUTH' as const, AuthParameters };
      return (await pool.cognito.send(new InitiateAuthCommand(input))).ChallengeParameters!;
    };
    const [first, second] = [await ask('nobody@firm.test'), await ask('nobody@firm.test')];
    expect(first.SALT).toBe(second.SALT);
    expect(first.USER_ID_FOR_SRP).toBe(second.USER_ID_FOR_SRP);
    expect(first.USER_ID_FOR_SRP).not.toBe('nobody@firm.test');
    await expect(pool.withSrp('nobody@firm.test', PASSWORD)).rejects.toThrow('Incorrect username or password');
  });

  test('refuses the public values that would make any password right', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    for (const SRP_A of ['0', '00', 'not hex']) {
      const AuthParameters = { USERNAME: 'mem_01', SRP_A };
      const input = { ClientId: CLIENT, AuthFlow: 'USER_SRP_AUTH' as const, AuthParameters };
      await expect(pool.cognito.send(new InitiateAuthCommand(input))).rejects.toThrow('SRP_A');
    }
  });
});

describe('The first sign-in', () => {
  test('asks for a new password and then gives tokens; the temporary one is dead', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    const challenge = await pool.withSrp('ada@firm.test', TEMPORARY);
    expect(challenge.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const done = await pool.respond(challenge, { NEW_PASSWORD: PASSWORD });
    expect(done.AuthenticationResult?.RefreshToken).toBeTypeOf('string');
    await expect(pool.withSrp('ada@firm.test', TEMPORARY)).rejects.toThrow('Incorrect username or password');
    expect((await pool.withSrp('ada@firm.test', PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test('does not ask for a new password when the temporary one is wrong', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await expect(pool.withSrp('ada@firm.test', 'Temp-Passw0rd9')).rejects.toThrow('Incorrect username or password');
  });

  test('refuses a weak password and lets the person choose a better one', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    const challenge = await pool.withPassword('mem_01', TEMPORARY);
    await expect(pool.respond(challenge, { NEW_PASSWORD: 'weak' })).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidPasswordException' }),
    );
    expect((await pool.respond(challenge, { NEW_PASSWORD: PASSWORD })).AuthenticationResult).toBeDefined();
  });

  test('refuses an invented session, one used twice, one of somebody else and one too old', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await pool.create('mem_02', 'bob@firm.test');
    const challenge = await pool.withPassword('mem_01', TEMPORARY);
    const answer = { NEW_PASSWORD: PASSWORD };
    const invented = { ...challenge, Session: 'invented-session-invented-session' };
    await expect(pool.respond(invented, answer)).rejects.toThrow('Invalid session');
    await expect(pool.respond(challenge, { ...answer, USERNAME: 'mem_02' })).rejects.toThrow('Invalid session');
    await pool.respond(challenge, answer);
    await expect(pool.respond(challenge, answer)).rejects.toThrow('Invalid session');
    const slow = await pool.withPassword('mem_02', TEMPORARY);
    pool.clock.forward(minutes(3));
    await expect(pool.respond(slow, answer)).rejects.toThrow('Invalid session');
  });

  test('does not take the session of one challenge for another', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    const challenge = await pool.withPassword('mem_01', TEMPORARY);
    const skipped = pool.respond({ ...challenge, ChallengeName: 'MFA_SETUP' }, {});
    await expect(skipped).rejects.toThrow('Invalid session');
  });
});

describe('Failed attempts', () => {
  const wrong = () => pool.withPassword('ada@firm.test', 'Wrong-Passw0rd1');

  test('lock the user out after the fifth, by username and email alike, until the lockout ends', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    for (let count = 0; count < 5; count++) await expect(wrong()).rejects.toThrow('Incorrect username or password');
    await expect(pool.withPassword('mem_01', PASSWORD)).rejects.toThrow('Password attempts exceeded');
    await expect(pool.withSrp('ada@firm.test', PASSWORD)).rejects.toThrow('Password attempts exceeded');
    pool.clock.forward(1000);
    expect((await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test('lock out twice as long with each one more, and are forgotten after a success', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    for (let count = 0; count < 5; count++) await expect(wrong()).rejects.toThrow('Incorrect username or password');
    pool.clock.forward(minutes(1));
    await expect(wrong()).rejects.toThrow('Incorrect username or password');
    pool.clock.forward(1000);
    await expect(wrong()).rejects.toThrow('Password attempts exceeded');
    pool.clock.forward(1000);
    await pool.withPassword('mem_01', PASSWORD);
    await expect(wrong()).rejects.toThrow('Incorrect username or password');
    await pool.withPassword('mem_01', PASSWORD);
  });

  test('are forgotten after a quarter of an hour without any', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    for (let count = 0; count < 5; count++) await expect(wrong()).rejects.toThrow('Incorrect username or password');
    pool.clock.forward(minutes(15));
    await expect(wrong()).rejects.toThrow('Incorrect username or password');
    expect((await pool.withPassword('mem_01', PASSWORD)).AuthenticationResult).toBeDefined();
  });
});

describe('A client', () => {
  test('may use only the flows that the template allows', async () => {
    const strict = await startPool({ clients: [{ ...consoleClient, flows: ['ALLOW_USER_SRP_AUTH'] }] });
    try {
      await strict.confirmed('mem_01', 'ada@firm.test');
      await expect(strict.withPassword('mem_01', PASSWORD)).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled');
      const { AuthenticationResult } = await strict.withSrp('mem_01', PASSWORD);
      const AuthParameters = { REFRESH_TOKEN: AuthenticationResult!.RefreshToken! };
      const refresh = new InitiateAuthCommand({ ClientId: CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
      await expect(strict.cognito.send(refresh)).rejects.toThrow('REFRESH_TOKEN_AUTH flow not enabled');
    } finally {
      await strict.close();
    }
  });

  test('must be one of the pool', async () => {
    const AuthParameters = { USERNAME: 'mem_01', PASSWORD };
    const foreign = new InitiateAuthCommand({ ClientId: 'foreign', AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    await expect(pool.cognito.send(foreign)).rejects.toThrow('client foreign does not exist');
  });

  test('of the legacy kind is told who does not exist', async () => {
    const legacy = await startPool({ clients: [{ ...consoleClient, preventUserExistenceErrors: false }] });
    try {
      await expect(legacy.withPassword('nobody', PASSWORD)).rejects.toThrow('User does not exist');
      await expect(legacy.withSrp('nobody', PASSWORD)).rejects.toThrow('User does not exist');
    } finally {
      await legacy.close();
    }
  });
});

test('A person changes the password with the old one', async () => {
  await pool.confirmed('mem_01', 'ada@firm.test');
  const { AccessToken } = (await pool.withSrp('mem_01', PASSWORD)).AuthenticationResult!;
  const change = (PreviousPassword: string, ProposedPassword: string) =>
    pool.cognito.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
  await expect(change('Wrong-Passw0rd1', 'Next-Passw0rd1')).rejects.toThrow('Incorrect username or password');
  await expect(change(PASSWORD, 'weak')).rejects.toThrow('Password did not conform with policy');
  await change(PASSWORD, 'Next-Passw0rd1');
  await expect(pool.withSrp('mem_01', PASSWORD)).rejects.toThrow('Incorrect username or password');
  expect((await pool.withSrp('mem_01', 'Next-Passw0rd1')).AuthenticationResult).toBeDefined();
});

test('A browser on another origin may call the pool', async () => {
  const response = await fetch(pool.api.url, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-amz-target',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-headers')).toContain('*');
});

test('A challenge that is not emulated is refused by its name', async () => {
  const input = { ClientId: CLIENT, ChallengeName: 'SMS_MFA' as const, ChallengeResponses: {} };
  await expect(pool.cognito.send(new RespondToAuthChallengeCommand(input))).rejects.toThrow('SMS_MFA');
});
