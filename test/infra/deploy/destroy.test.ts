import { describe, expect, test } from 'vitest';
import type { Template } from '../../../infra/app.ts';
import { destroy } from '../../../infra/deploy/destroy.ts';
import { leftovers } from '../../../infra/deploy/leftovers.ts';
import { fakeAccount, fakeTerminal, templateOf } from './fakes.ts';

const template: Template = {
  Resources: {
    ...templateOf('byClient').Resources,
    Vault: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
    Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate' },
    Api: { Type: 'AWS::Lambda::Function' },
    Logs: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Delete' },
  },
  Outputs: {},
};
const resources = {
  TableCD117FA1: 'Firmament-Table',
  Vault: 'firmament-vault',
  Key: 'key-1',
  Api: 'api-1',
  Logs: 'logs-1',
};

const deployed = () => {
  const account = fakeAccount({ templates: { Firmament: template }, resources });
  account.now.stacks.Firmament = { status: 'CREATE_COMPLETE', outputs: {} };
  return account;
};
const later = (change: () => void) => () => Promise.resolve(change());

describe('destroying', () => {
  test('keeps what the template retains, and nothing else', () => {
    expect(leftovers(template, resources).map(({ physicalId }) => physicalId)).toEqual([
      'Firmament-Table',
      'firmament-vault',
      'key-1',
    ]);
  });
  test('says what stays and what it costs before it asks for the name', async () => {
    const account = deployed();
    const person = fakeTerminal({ Type: 'firmament' });
    expect(await destroy({ ...account, terminal: person.terminal, pause: () => Promise.resolve() }, 'Firmament')).toBe(
      false,
    );
    expect(person.text()).toContain('table Firmament-Table (now 2.34 GB), as TableCD117FA1: $0.25 per GB and month');
    expect(person.text()).toContain('bucket firmament-vault');
    expect(person.text()).not.toContain('api-1');
    expect(account.asked).toEqual([]);
  });
  test('with the name typed, lifts the protection, deletes, and waits until the stack is gone', async () => {
    const account = deployed();
    let rounds = 0;
    const remove = account.account.deleteStack;
    account.account.deleteStack = (name) => {
      account.now.stacks.Firmament = { status: 'DELETE_IN_PROGRESS', outputs: {} };
      return remove(name);
    };
    const pause = later(() => {
      if (++rounds === 2) delete account.now.stacks.Firmament;
    });
    const person = fakeTerminal({ Type: ' Firmament ' });
    expect(await destroy({ ...account, terminal: person.terminal, pause }, 'Firmament')).toBe(true);
    expect(account.asked).toEqual(['unprotect Firmament', 'delete Firmament']);
    expect(rounds).toBe(2);
  });
  test('empties the bucket of the site, which holds nothing of the firm, and takes the web ACL in us-east-1 along', async () => {
    const account = deployed();
    account.account.region = 'eu-central-1';
    account.now.stacks.Firmament!.outputs = { SiteBucket: 'site' };
    account.now.stacks['Firmament-edge in us-east-1'] = { status: 'CREATE_COMPLETE', outputs: {} };
    const remove = account.account.deleteStack;
    account.account.deleteStack = (name, region) => {
      delete account.now.stacks[name];
      return remove(name, region);
    };
    const person = fakeTerminal({ Type: 'Firmament' });
    await destroy({ ...account, terminal: person.terminal, pause: () => Promise.resolve() }, 'Firmament');
    expect(account.asked).toEqual([
      'unprotect Firmament',
      'empty site',
      'delete Firmament',
      'delete Firmament-edge in us-east-1',
    ]);
  });
  test('a deletion that fails says why, and the stack is protected again', async () => {
    const account = deployed();
    account.account.deleteStack = () => {
      account.now.stacks.Firmament = { status: 'DELETE_FAILED', reason: 'The bus has rules', outputs: {} };
      return Promise.resolve();
    };
    const person = fakeTerminal({ Type: 'Firmament' });
    const world = { ...account, terminal: person.terminal, pause: () => Promise.resolve() };
    await expect(destroy(world, 'Firmament')).rejects.toThrow('The bus has rules');
    expect(account.asked).toEqual(['unprotect Firmament', 'protect Firmament']);
  });
  test('is refused where nobody can type', async () => {
    const account = deployed();
    const world = { ...account, terminal: fakeTerminal().terminal, pause: () => Promise.resolve() };
    await expect(destroy(world, 'Firmament')).rejects.toThrow('from a terminal');
    expect(account.asked).toEqual([]);
  });
  test('says so when there is no such stack', async () => {
    const account = fakeAccount();
    const person = fakeTerminal({});
    expect(await destroy({ ...account, terminal: person.terminal, pause: () => Promise.resolve() }, 'Other')).toBe(
      false,
    );
    expect(person.text()).toContain('no stack Other');
  });
});
