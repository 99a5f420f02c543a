import { afterEach, describe, expect, test, vi } from 'vitest';
import { deployment, ofType } from './support/deployment.ts';

afterEach(() => vi.unstubAllEnvs());

const flags = { domain: 'smith.example', repliesAt: 'reply.smith.example' };
const without = await deployment();
const taking = await deployment(flags);

const typesIn = (type: string, { template }: typeof taking) => Object.values(ofType(template, type));
const stringOf = (value: unknown) => JSON.stringify(value);

describe('replies by mail', () => {
  test('are taken in only where the firm has named a domain for them', () => {
    expect(typesIn('AWS::SES::ReceiptRule', without)).toEqual([]);
    expect(stringOf(without.template)).not.toMatch(/REPLIES_AT|functions\/entries\/inbound/);
  });

  test('are looked at by the mail service and put where nobody reads them', () => {
    const [rule] = typesIn('AWS::SES::ReceiptRule', taking);
    expect(rule!.Properties).toMatchObject({
      Rule: { Recipients: ['reply.smith.example'], ScanEnabled: true, Enabled: true },
    });
    expect(stringOf(rule)).toContain('"ObjectKeyPrefix":"mail/"');
    expect(stringOf(rule)).toContain('Quarantine');
  });

  test('may be put there by the mail service for this account’s rules, and by nobody else', () => {
    const statements = typesIn('AWS::S3::BucketPolicy', taking).flatMap(
      ({ Properties }) => (Properties as { PolicyDocument: { Statement: object[] } }).PolicyDocument.Statement,
    );
    const [allowed, ...others] = statements.filter((one) => stringOf(one).includes('ses.amazonaws.com'));
    expect(others).toEqual([]);
    expect(allowed).toMatchObject({
      Action: 's3:PutObject',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(stringOf(allowed)).toMatch(/\/mail\/\*/);
  });

  test('break no rule of the judges, hardened or not', async () => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '111122223333');
    vi.stubEnv('CDK_DEFAULT_REGION', 'eu-central-1');
    expect(taking.findings).toEqual([]);
    const webAcl = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/own/1';
    expect((await deployment({ ...flags, hardened: true, webAcl })).findings).toEqual([]);
  });
});
