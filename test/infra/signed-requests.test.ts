import { describe, expect, test } from 'vitest';
import { seconds } from '../../functions/documents/signing.ts';
import { deployment, ofType } from './support/deployment.ts';
import { getAtt, lookup } from './support/lookup.ts';
import { functionOf, roleOf } from './support/rights.ts';

const { template } = await deployment();
const { logicalId } = lookup(template);

type Operators = Record<string, Record<string, unknown>>;
type Statement = {
  Sid?: string;
  Effect: string;
  Principal: unknown;
  Action: unknown;
  Resource: unknown;
  Condition: Operators;
};

const saidOf = (bucket: string, sid: string): Statement => {
  const Ref = logicalId('AWS::S3::Bucket', bucket);
  const policies = Object.values(ofType(template, 'AWS::S3::BucketPolicy')).map(
    ({ Properties }) => Properties as { Bucket: { Ref: string }; PolicyDocument: { Statement: Statement[] } },
  );
  const policy = policies.find(({ Bucket }) => Bucket.Ref === Ref);
  return policy!.PolicyDocument.Statement.find(({ Sid }) => Sid === sid)!;
};
const within = (bucket: string, path: string) => ({
  'Fn::Join': ['', [getAtt(logicalId('AWS::S3::Bucket', bucket)), path]],
});

/** A request as S3 tells of it to a policy. */
type Asked = { 's3:if-none-match'?: string; 's3:ObjectCreationOperation': string; 'aws:PrincipalArn': unknown };

const held: Record<string, (found: unknown, wanted: unknown) => boolean> = {
  Null: (found, wanted) => (found === undefined) === (wanted === 'true'),
  Bool: (found, wanted) => found === wanted,
  ArnNotEquals: (found, wanted) => JSON.stringify(found) !== JSON.stringify(wanted),
};
const isRefused = ({ Condition }: Statement, asked: Asked): boolean =>
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => held[operator]!(asked[key as keyof Asked], wanted)),
  );

describe('what lies in quarantine', () => {
  const statement = saidOf('Quarantine', 'OnlyWhereNothingLies');
  const roleArn = (name: Parameters<typeof functionOf>[1]) => getAtt(roleOf(functionOf(template, name)));
  const makes = { 's3:ObjectCreationOperation': 'true', 'aws:PrincipalArn': roleArn('portal-api') };
  const isAnyway = { 's3:if-none-match': '*' };

  test('is refused to be written over, whoever asks', () => {
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: within('Quarantine', '/documents/*'),
    });
    for (const name of ['portal-api', 'staff-api', 'renderer'] as const)
      expect(isRefused(statement, { ...makes, 'aws:PrincipalArn': roleArn(name) }), name).toBe(true);
  });

  test('comes by one request, or by that which makes a file of its parts, where nothing lies', () => {
    expect(isRefused(statement, { ...makes, ...isAnyway })).toBe(false);
  });

  test('may come in parts, which are no file yet', () => {
    expect(isRefused(statement, { ...makes, 's3:ObjectCreationOperation': 'false' })).toBe(false);
  });

  test('is emptied by intake once it has been looked at', () => {
    expect(isRefused(statement, { ...makes, 'aws:PrincipalArn': roleArn('intake') })).toBe(false);
  });
});

test.each(['Quarantine', 'Vault'])(
  'no signed request to the %s works for longer than the longest of ours',
  (bucket) => {
    expect(saidOf(bucket, 'NoOldSignature')).toEqual({
      Sid: 'NoOldSignature',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      Resource: within(bucket, '/*'),
      Condition: { NumericGreaterThan: { 's3:signatureAge': String(Math.max(...Object.values(seconds)) * 1000) } },
    });
  },
);
