import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLIENT, PASSWORD, POOL, REGION, sdkClient, startPool, TEMPORARY } from './fixture.ts';

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'user-pool-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  rmSync(folder, { recursive: true, force: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function serve(file: string): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'server.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

test('A restart keeps users, keys and refresh tokens, and forgets sign-ins under way', async () => {
  const file = join(folder, 'store.db');
  const before = await startPool({}, file);
  await before.confirmed('mem_01', 'ada@firm.test');
  await before.create('mem_02', 'bob@firm.test');
  const { AccessToken, RefreshToken } = (await before.withPassword('mem_01', PASSWORD)).AuthenticationResult!;
  const begun = await before.withPassword('mem_02', TEMPORARY);
  const keys = before.jwks(POOL);
  await before.close();

  const after = await startPool({}, file);
  try {
    expect(after.jwks(POOL)).toEqual(keys);
    expect((await after.cognito.send(new GetUserCommand({ AccessToken }))).Username).toBe('mem_01');
    const renew = new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT, RefreshToken });
    expect((await after.cognito.send(renew)).AuthenticationResult!.AccessToken).toBeTypeOf('string');
    expect((await after.withSrp('ada@firm.test', PASSWORD)).AuthenticationResult).toBeDefined();
    await expect(after.respond(begun, { NEW_PASSWORD: PASSWORD })).rejects.toThrow('Invalid session');
  } finally {
    await after.close();
  }
});

test('A kill in the middle of the work loses nothing that was acknowledged', async () => {
  const file = join(folder, 'store.db');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const kmsAt = (endpoint: string) => new KMSClient({ endpoint, region: REGION, credentials, maxAttempts: 1 });
  const first = await serve(file);
  const [pool, kms] = [sdkClient(first.url), kmsAt(first.url)];
  const users: string[] = [];
  const dataKeys: { Plaintext?: Uint8Array; CiphertextBlob?: Uint8Array }[] = [];
  let killed: Promise<void> | undefined;

  async function load(worker: number): Promise<void> {
    for (let number = 0; ; number++) {
      const Username = `mem_${worker}_${number}`;
      try {
        const input = { UserPoolId: POOL, Username, MessageAction: 'SUPPRESS' as const, TemporaryPassword: TEMPORARY };
        await pool.send(new AdminCreateUserCommand(input));
        users.push(Username);
        dataKeys.push(await kms.send(new GenerateDataKeyCommand({ KeyId: 'data', KeySpec: 'AES_256' })));
      } catch (error) {
        if (killed) return;
        throw error;
      }
      if (users.length >= 40) killed ??= kill(first.child);
    }
  }
  await Promise.all([0, 1, 2, 3].map(load));
  await killed;

  const second = await serve(file);
  const [poolAgain, kmsAgain] = [sdkClient(second.url), kmsAt(second.url)];
  for (const Username of users) {
    const user = await poolAgain.send(new AdminGetUserCommand({ UserPoolId: POOL, Username }));
    expect(user.Username).toBe(Username);
  }
  expect(dataKeys.length).toBeGreaterThan(0);
  for (const { Plaintext, CiphertextBlob } of dataKeys) {
    const opened = await kmsAgain.send(new DecryptCommand({ CiphertextBlob }));
    expect(Buffer.from(opened.Plaintext!).equals(Plaintext!)).toBe(true);
  }
  for (const client of [pool, kms, poolAgain, kmsAgain]) client.destroy();
});
