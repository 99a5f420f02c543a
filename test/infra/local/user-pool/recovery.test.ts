import {
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLIENT, minutes, PASSWORD, POOL, startPool, type StartedPool } from './fixture.ts';

let pool: StartedPool;
beforeEach(async () => {
  pool = await startPool();
  await pool.confirmed('mem_01', 'ada@firm.test');
});
afterEach(() => pool.close());

const NEXT = 'Next-Passw0rd1';
const forget = (Username: string) => pool.cognito.send(new ForgotPasswordCommand({ ClientId: CLIENT, Username }));
const confirm = (Username: string, ConfirmationCode: string, Password = NEXT) =>
  pool.cognito.send(new ConfirmForgotPasswordCommand({ ClientId: CLIENT, Username, ConfirmationCode, Password }));
const mailedCode = () => /\d{6}/.exec(pool.mails.at(-1)!.text)![0];
const otherThan = (code: string) => (code === '000000' ? '111111' : '000000');

test('A forgotten password is replaced with the mailed code, once', async () => {
  const { CodeDeliveryDetails } = await forget('ADA@firm.test');
  expect(CodeDeliveryDetails).toMatchObject({ Destination: 'a***@f***', DeliveryMedium: 'EMAIL' });
  const code = mailedCode();
  await confirm('ada@firm.test', code);
  await expect(pool.withSrp('mem_01', PASSWORD)).rejects.toThrow('Incorrect username or password');
  expect((await pool.withSrp('mem_01', NEXT)).AuthenticationResult).toBeDefined();
  await expect(confirm('ada@firm.test', code)).rejects.toThrow('Invalid verification code');
});

test('A weak new password does not use the code up', async () => {
  await forget('mem_01');
  await expect(confirm('mem_01', mailedCode(), 'weak')).rejects.toThrow('Password did not conform with policy');
  await confirm('mem_01', mailedCode());
});

test('A code ends after an hour and after five wrong guesses', async () => {
  await forget('mem_01');
  pool.clock.forward(minutes(60));
  await expect(confirm('mem_01', mailedCode())).rejects.toThrow(
    expect.objectContaining({ name: 'ExpiredCodeException' }),
  );
  await forget('mem_01');
  const code = mailedCode();
  for (let count = 0; count < 5; count++)
    await expect(confirm('mem_01', otherThan(code))).rejects.toThrow(
      expect.objectContaining({ name: 'CodeMismatchException' }),
    );
  await expect(confirm('mem_01', code)).rejects.toThrow(expect.objectContaining({ name: 'LimitExceededException' }));
  expect((await pool.withSrp('mem_01', PASSWORD)).AuthenticationResult).toBeDefined();
});

test('Who asks for somebody unknown hears the same and nobody gets a mail', async () => {
  const { CodeDeliveryDetails } = await forget('nobody@else.test');
  expect(CodeDeliveryDetails).toMatchObject({ Destination: 'n***@e***', DeliveryMedium: 'EMAIL' });
  expect(pool.mails).toEqual([]);
  await expect(confirm('nobody@else.test', '123456')).rejects.toThrow('Invalid verification code');
});

test('Who has not yet chosen a password cannot have forgotten it', async () => {
  await pool.create('mem_02', 'bob@firm.test');
  await expect(forget('mem_02')).rejects.toThrow('cannot be reset in the current state');
});

test('An administrator resets a password: the old one is dead and the person is mailed a code', async () => {
  const user = { UserPoolId: POOL, Username: 'mem_01' };
  await pool.cognito.send(new AdminResetUserPasswordCommand(user));
  expect((await pool.cognito.send(new AdminGetUserCommand(user))).UserStatus).toBe('RESET_REQUIRED');
  await expect(pool.withSrp('mem_01', PASSWORD)).rejects.toThrow(
    expect.objectContaining({ name: 'PasswordResetRequiredException' }),
  );
  await confirm('mem_01', mailedCode());
  expect((await pool.withSrp('mem_01', NEXT)).AuthenticationResult).toBeDefined();
});
