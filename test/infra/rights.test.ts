import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { actionsFor, commandsIn } from './support/rights.ts';
import { handlerSending } from './support/stand-ins.ts';

const folder = mkdtempSync(join(tmpdir(), 'firmament-rights-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the actions that a bundle needs', () => {
  test('a transaction needs what stands in it', () => {
    expect(actionsFor([{ client: 'dynamodb', command: 'TransactWriteItems' }])).toEqual([
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
  });

  test('a service is known to IAM by a name of its own, and its commands by theirs', () => {
    const commands = [
      { client: 'cognito-identity-provider', command: 'AdminGetUser' },
      { client: 'eventbridge', command: 'PutEvents' },
      { client: 'sesv2', command: 'SendEmail' },
      { client: 's3', command: 'ListObjectsV2' },
      { client: 's3', command: 'HeadObject' },
      { client: 's3', command: 'GetObject' },
    ];
    expect(actionsFor(commands)).toEqual([
      'cognito-idp:AdminGetUser',
      'events:PutEvents',
      's3:GetObject',
      's3:GetObjectVersion',
      's3:ListBucket',
      'ses:SendEmail',
    ]);
  });

  test('a client that nobody has looked at is refused', () => {
    expect(() => actionsFor([{ client: 'ec2', command: 'RunInstances' }])).toThrow('client-ec2');
  });

  test('commands that were shaken out are not in the bundle', () => {
    const inputs = {
      'node_modules/@aws-sdk/client-kms/dist-es/commands/DecryptCommand.js': { bytesInOutput: 120 },
      'node_modules/@aws-sdk/client-kms/dist-es/commands/EncryptCommand.js': { bytesInOutput: 0 },
      'node_modules/@aws-sdk/client-kms/dist-es/KMSClient.js': { bytesInOutput: 900 },
    };
    expect(commandsIn(inputs)).toEqual([{ client: 'kms', command: 'Decrypt' }]);
  });

  test('exactly the commands that code sends are found in what esbuild makes of it, clients and all', async () => {
    const sent = {
      dynamodb: ['GetItem', 'TransactWriteItems', 'Query'],
      kms: ['Decrypt'],
      s3: ['PutObject'],
      'cognito-identity-provider': ['AdminCreateUser'],
      eventbridge: ['PutEvents'],
      sesv2: ['SendEmail'],
      sfn: ['StartExecution'],
    };
    writeFileSync(join(folder, 'sender.ts'), handlerSending(sent));
    const { inputs } = await bundle([{ name: 'sender' }], folder, join(folder, 'out'));
    const found = commandsIn(inputs('sender')).map(({ client, command }) => `${client}:${command}`);
    const expected = Object.entries(sent).flatMap(([client, names]) => names.map((name) => `${client}:${name}`));
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
