import { describe, expect, test } from 'vitest';
import { flagsDocument, readFlags } from '../../infra/flags.ts';
import { firm } from './support/deployment.ts';

describe('the flags of a deployment', () => {
  test('only the firm and its administrator must be named', () => {
    expect(readFlags(firm)).toEqual({
      ...firm,
      timeZone: 'America/New_York',
      currency: 'USD',
      profession: 'accounting',
      hardened: false,
      local: false,
      sealRetentionDays: 2557,
      stackName: 'Firmament',
    });
  });

  test('a flag given on the command line is text', () => {
    expect(readFlags({ ...firm, hardened: 'true', local: 'false', sealRetentionDays: '30' })).toMatchObject({
      hardened: true,
      local: false,
      sealRetentionDays: 30,
    });
  });

  test('what the toolkit itself puts into the context is no flag', () => {
    const own = { '@aws-cdk/core:checkSecretUsage': true, 'aws:cdk:bundling-stacks': ['**'] };
    expect(readFlags({ ...firm, ...own })).toMatchObject(firm);
  });

  test('a misspelt flag is refused, and the flags there are are named', () => {
    expect(() => readFlags({ ...firm, hardend: true })).toThrow(/no flag hardend\. The flags are: .*hardened/);
  });

  test('a missing flag says how to give it', () => {
    expect(() => readFlags({ firmName: 'Acme' })).toThrow(
      "administratorMail is missing: give -c administratorMail='…'",
    );
  });

  test.each([
    ['administratorMail', 'ada'],
    ['timeZone', 'Mars/Olympus'],
    ['currency', 'dollars'],
    ['domain', 'https://acme.example'],
    ['hardened', 'perhaps'],
    ['sealRetentionDays', '0'],
    ['stackName', '1st'],
    ['firmName', ' '],
  ])('a wrong %s is refused by name', (flag, value) => {
    expect(() => readFlags({ ...firm, [flag]: value })).toThrow(`The flag ${flag} is wrong`);
  });

  test('replies are taken below the domain that mail is sent from, and nowhere else', () => {
    const of = (more: object) => () => readFlags({ firmName: 'A', administratorMail: 'a@b.example', ...more });
    expect(of({ domain: 'b.example', repliesAt: 'reply.b.example' })()).toMatchObject({ repliesAt: 'reply.b.example' });
    expect(of({ repliesAt: 'reply.b.example' })).toThrow('needs the flag domain');
    expect(of({ domain: 'b.example', repliesAt: 'b.example' })).toThrow('below b.example');
    expect(of({ domain: 'b.example', repliesAt: 'reply.other.example' })).toThrow('below b.example');
  });

  test('the document lists every flag as the code has it', async () => {
    await expect(flagsDocument()).toMatchFileSnapshot('../../docs/flags.md');
  });
});
