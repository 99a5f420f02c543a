import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListDevicesCommand,
  AdminListGroupsForUserCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
  paginateListUsers,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLIENT, days, PASSWORD, POOL, startPool, TEMPORARY, type StartedPool } from './fixture.ts';

let pool: StartedPool;
beforeEach(async () => void (pool = await startPool()));
afterEach(() => pool.close());

const user = (Username: string) => ({ UserPoolId: POOL, Username });
const get = (name: string) => pool.cognito.send(new AdminGetUserCommand(user(name)));
const update = (name: string, attributes: Record<string, string>) => {
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  return pool.cognito.send(new AdminUpdateUserAttributesCommand({ ...user(name), UserAttributes }));
};

describe('AdminCreateUser', () => {
  test('keeps the chosen username and gives the user a sub of its own', async () => {
    const { User } = await pool.create('mem_01', 'ada@firm.test');
    const sub = User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value;
    expect(User).toMatchObject({ Username: 'mem_01', UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true });
    expect(sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(User!.UserCreateDate).toBeInstanceOf(Date);
  });

  test('refuses the same username again, so that a retry cannot make a second user', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await expect(pool.create('mem_01', 'other@firm.test')).rejects.toThrow(
      expect.objectContaining({ name: 'UsernameExistsException' }),
    );
    const found = await pool.cognito.send(new ListUsersCommand({ UserPoolId: POOL }));
    expect(found.Users).toHaveLength(1);
  });

  test('makes one user of twenty simultaneous requests for the same username', async () => {
    const made = await Promise.allSettled(Array.from({ length: 20 }, () => pool.create('mem_01', 'ada@firm.test')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('refuses an email that another user signs in with, however it is spelled, and stores nothing', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await expect(pool.create('mem_02', 'ADA@firm.test')).rejects.toThrow(
      expect.objectContaining({ name: 'AliasExistsException' }),
    );
    await expect(get('mem_02')).rejects.toThrow(expect.objectContaining({ name: 'UserNotFoundException' }));
  });

  test('moves the email to the new user when ForceAliasCreation says so', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await pool.create('mem_02', 'ada@firm.test', { ForceAliasCreation: true });
    expect(await get('ada@firm.test')).toMatchObject({ Username: 'mem_02' });
    expect((await get('mem_01')).UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'false' });
  });

  test('lets an unverified email be shared, but not sign in', async () => {
    const UserAttributes = [{ Name: 'email', Value: 'ada@firm.test' }];
    await pool.create('mem_01', '', { UserAttributes });
    await pool.create('mem_02', '', { UserAttributes });
    await expect(get('ada@firm.test')).rejects.toThrow(expect.objectContaining({ name: 'UserNotFoundException' }));
  });

  test('refuses a username in the form of an email, a weak temporary password and a malformed email', async () => {
    const refusals = await Promise.allSettled([
      pool.create('ada@firm.test', 'ada@firm.test'),
      pool.create('mem_01', 'ada@firm.test', { TemporaryPassword: 'a' }),
      pool.create('mem_01', 'not an email'),
    ]);
    expect(refusals.map((one) => one.status === 'rejected' && (one.reason as Error).name)).toEqual([
      'InvalidParameterException',
      'InvalidPasswordException',
      'InvalidParameterException',
    ]);
    expect((await pool.cognito.send(new ListUsersCommand({ UserPoolId: POOL }))).Users).toEqual([]);
  });

  test('gives usernames and emails back in lower case where the pool ignores case', async () => {
    await pool.create('mem_01J8Z3', 'Ada@Firm.test');
    const found = await get('MEM_01j8z3');
    expect(found.Username).toBe('mem_01j8z3');
    expect(found.UserAttributes).toContainEqual({ Name: 'email', Value: 'ada@firm.test' });
  });

  test('keeps the case, and minds it, where the pool is case-sensitive', async () => {
    const strict = await startPool({ caseSensitive: true });
    try {
      await strict.create('mem_01J8Z3', 'Ada@firm.test');
      const find = (name: string) => strict.cognito.send(new AdminGetUserCommand(user(name)));
      expect((await find('Ada@firm.test')).Username).toBe('mem_01J8Z3');
      await expect(find('ada@firm.test')).rejects.toThrow('User does not exist');
    } finally {
      await strict.close();
    }
  });
});

describe('The invitation', () => {
  const invite = { MessageAction: undefined, DesiredDeliveryMediums: ['EMAIL' as const] };

  test('is the template with the username and a temporary password that signs in', async () => {
    await pool.create('mem_01', 'ada@firm.test', { ...invite, TemporaryPassword: undefined });
    const [mail] = pool.mails;
    const password = /Your password: (\S+)/.exec(mail!.text)![1]!;
    expect(mail).toMatchObject({ to: 'ada@firm.test', subject: 'Welcome' });
    expect(mail!.text).toContain('You are mem_01.');
    expect((await pool.withSrp('ada@firm.test', password)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('is not sent when suppressed', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    expect(pool.mails).toEqual([]);
  });

  test('names what is missing when it would go by SMS', async () => {
    const request = pool.create('mem_01', 'ada@firm.test', { MessageAction: undefined });
    await expect(request).rejects.toThrow('DesiredDeliveryMediums');
    await expect(get('mem_01')).rejects.toThrow('User does not exist');
  });

  test('shows a password with markup in it as text', async () => {
    await pool.create('mem_01', 'ada@firm.test', { ...invite, TemporaryPassword: 'Temp-<b>Passw0rd1' });
    expect(pool.mails[0]!.html).toContain('Temp-&#60;b&#62;Passw0rd1');
    expect(pool.mails[0]!.text).toContain('Temp-<b>Passw0rd1');
  });

  test('sent again carries a new temporary password, and the old one is dead', async () => {
    await pool.create('mem_01', 'ada@firm.test', invite);
    const again = { ...user('mem_01'), MessageAction: 'RESEND' as const, DesiredDeliveryMediums: ['EMAIL' as const] };
    await pool.cognito.send(new AdminCreateUserCommand(again));
    const fresh = /Your password: (\S+)/.exec(pool.mails[1]!.text)![1]!;
    await expect(pool.withPassword('ada@firm.test', TEMPORARY)).rejects.toThrow('Incorrect username or password');
    expect((await pool.withPassword('ada@firm.test', fresh)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('sent again closes a sign-in that the old password had begun', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    const begun = await pool.withPassword('mem_01', TEMPORARY);
    const again = { ...user('mem_01'), MessageAction: 'RESEND' as const, DesiredDeliveryMediums: ['EMAIL' as const] };
    await pool.cognito.send(new AdminCreateUserCommand(again));
    await expect(pool.respond(begun, { NEW_PASSWORD: PASSWORD })).rejects.toThrow('Invalid session');
  });

  test('cannot be sent again to somebody who has signed in, nor to nobody', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    const resend = (name: string) =>
      pool.cognito.send(new AdminCreateUserCommand({ ...user(name), MessageAction: 'RESEND' }));
    await expect(resend('mem_01')).rejects.toThrow(expect.objectContaining({ name: 'UnsupportedUserStateException' }));
    await expect(resend('mem_09')).rejects.toThrow(expect.objectContaining({ name: 'UserNotFoundException' }));
  });

  test('is worth nothing after its days, until it is sent again', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    pool.clock.forward(days(7));
    await expect(pool.withPassword('mem_01', TEMPORARY)).rejects.toThrow('Temporary password has expired');
    const TemporaryPassword = 'Temp-Passw0rd2';
    const DesiredDeliveryMediums = ['EMAIL' as const];
    await pool.cognito.send(
      new AdminCreateUserCommand({
        ...user('mem_01'),
        MessageAction: 'RESEND',
        TemporaryPassword,
        DesiredDeliveryMediums,
      }),
    );
    expect((await pool.withPassword('mem_01', TemporaryPassword)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  });
});

test('A disabled user is refused with the right password, and let in again when enabled', async () => {
  await pool.confirmed('mem_01', 'ada@firm.test');
  await pool.cognito.send(new AdminDisableUserCommand(user('mem_01')));
  await expect(pool.withSrp('ada@firm.test', PASSWORD)).rejects.toThrow('User is disabled');
  expect((await get('mem_01')).Enabled).toBe(false);
  await pool.cognito.send(new AdminEnableUserCommand(user('mem_01')));
  expect((await pool.withSrp('ada@firm.test', PASSWORD)).AuthenticationResult).toBeDefined();
});

test('A deleted user is gone, and both names are free again', async () => {
  await pool.create('mem_01', 'ada@firm.test');
  await pool.cognito.send(new AdminDeleteUserCommand(user('mem_01')));
  await expect(get('mem_01')).rejects.toThrow('User does not exist');
  await pool.create('mem_01', 'ada@firm.test');
});

describe('AdminUpdateUserAttributes', () => {
  test('moves the sign-in to a new verified email', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    await update('mem_01', { email: 'ada@new.test', email_verified: 'true' });
    await expect(pool.withPassword('ada@firm.test', PASSWORD)).rejects.toThrow('Incorrect username or password');
    expect((await pool.withPassword('ada@new.test', PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test('leaves a new email unverified unless the request says otherwise', async () => {
    await pool.confirmed('mem_01', 'ada@firm.test');
    await update('mem_01', { email: 'ada@new.test' });
    await expect(pool.withPassword('ada@new.test', PASSWORD)).rejects.toThrow('Incorrect username or password');
  });

  test('refuses an email that somebody else has, and changes nothing', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await pool.create('mem_02', 'bob@firm.test');
    const taken = update('mem_02', { email: 'Ada@firm.test', email_verified: 'true', name: 'Bob' });
    await expect(taken).rejects.toThrow(expect.objectContaining({ name: 'AliasExistsException' }));
    const names = (await get('mem_02')).UserAttributes!.map(({ Name }) => Name);
    expect(names).not.toContain('name');
  });

  test('removes an attribute given as blank, and never the sub', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await update('mem_01', { 'custom:team': 'tax' });
    await update('mem_01', { 'custom:team': '' });
    expect((await get('mem_01')).UserAttributes!.map(({ Name }) => Name)).toEqual(['sub', 'email', 'email_verified']);
    await expect(update('mem_01', { sub: 'x' })).rejects.toThrow('sub');
  });
});

describe('ListUsers', () => {
  const list = async (Filter: string) =>
    (await pool.cognito.send(new ListUsersCommand({ UserPoolId: POOL, Filter }))).Users!.map((one) => one.Username);

  test('finds by attribute, by prefix and by status', async () => {
    await pool.create('mem_01', 'ada@firm.test');
    await pool.confirmed('mem_02', 'adam@firm.test');
    expect(await list('email = "ada@firm.test"')).toEqual(['mem_01']);
    expect(await list('email ^= "ada"')).toEqual(['mem_01', 'mem_02']);
    expect(await list('cognito:user_status = "confirmed"')).toEqual(['mem_02']);
    expect(await list('status = "Disabled"')).toEqual([]);
  });

  test('refuses a filter that it cannot read or that Cognito cannot search', async () => {
    await expect(list('email is ada')).rejects.toThrow('Error while parsing filter');
    await expect(list('custom:team = "tax"')).rejects.toThrow('cannot be searched');
  });

  test('gives every user once, page by page', async () => {
    await Promise.all(Array.from({ length: 7 }, (_, number) => pool.create(`mem_${number}`, `p${number}@firm.test`)));
    const names: string[] = [];
    for await (const page of paginateListUsers({ client: pool.cognito, pageSize: 3 }, { UserPoolId: POOL }))
      names.push(...page.Users!.map((one) => one.Username!));
    expect(names).toEqual(Array.from({ length: 7 }, (_, number) => `mem_${number}`));
  });
});

test('A group must exist before somebody joins it', async () => {
  await pool.create('mem_01', 'ada@firm.test');
  const join = () => pool.cognito.send(new AdminAddUserToGroupCommand({ ...user('mem_01'), GroupName: 'partners' }));
  await expect(join()).rejects.toThrow('Group not found');
  await pool.cognito.send(new CreateGroupCommand({ UserPoolId: POOL, GroupName: 'partners' }));
  await join();
  await join();
  const { Groups } = await pool.cognito.send(new AdminListGroupsForUserCommand(user('mem_01')));
  expect(Groups!.map(({ GroupName }) => GroupName)).toEqual(['partners']);
});

test('The pool and its client describe themselves as the template has them', async () => {
  const described = await pool.cognito.send(new DescribeUserPoolCommand({ UserPoolId: POOL }));
  expect(described.UserPool).toMatchObject({ Id: POOL, MfaConfiguration: 'OPTIONAL', AliasAttributes: ['email'] });
  const of = { UserPoolId: POOL, ClientId: CLIENT };
  const { UserPoolClient } = await pool.cognito.send(new DescribeUserPoolClientCommand(of));
  expect(UserPoolClient).toMatchObject({
    ClientId: CLIENT,
    AccessTokenValidity: 5,
    PreventUserExistenceErrors: 'ENABLED',
  });
  const foreign = pool.cognito.send(new DescribeUserPoolCommand({ UserPoolId: 'eu-central-1_Other' }));
  await expect(foreign).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
});

test('An administrative request without a signature is refused', async () => {
  await pool.create('mem_01', 'ada@firm.test');
  for (const operation of ['AdminGetUser', 'AdminSetUserPassword', 'ListUsers']) {
    const response = await fetch(pool.api.url, {
      method: 'POST',
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify({ ...user('mem_01'), Password: PASSWORD, Permanent: true }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  }
  expect((await get('mem_01')).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
});

test('An operation that is not emulated is refused by its name', async () => {
  const foreign = pool.cognito.send(new AdminListDevicesCommand(user('mem_01')));
  await expect(foreign).rejects.toThrow('AdminListDevices');
});
