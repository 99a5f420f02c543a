import type { Template } from '../app.ts';

/** A resource that stays in the account when the stack goes. */
export type Leftover = { logicalId: string; type: string; physicalId: string };

export function leftovers(template: Template, physicalIds: Record<string, string>): Leftover[] {
  return Object.entries(template.Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain' || DeletionPolicy === 'RetainExceptOnCreate')
    .flatMap(([logicalId, { Type: type }]) => {
      const physicalId = physicalIds[logicalId];
      return physicalId === undefined ? [] : [{ logicalId, type, physicalId }];
    });
}

type Kept = { noun: string; costs: string };

/** List prices of us-east-1 in US dollars. */
const kept: Record<string, Kept> = {
  'AWS::DynamoDB::GlobalTable': {
    noun: 'table',
    costs: '$0.25 per GB and month, and $0.20 more for its point-in-time recovery',
  },
  'AWS::S3::Bucket': { noun: 'bucket', costs: '$0.023 per GB and month' },
  'AWS::KMS::Key': { noun: 'key', costs: '$1 a month, and $1 more for each of its first two yearly rotations' },
  'AWS::Cognito::UserPool': { noun: 'user pool', costs: 'nothing while nobody signs in' },
  'AWS::Logs::LogGroup': { noun: 'log group', costs: '$0.03 per GB and month' },
};

export function leftoverLines(left: Leftover[], tableBytes: number): string[] {
  return left.map(({ type, physicalId, logicalId }) => {
    const { noun, costs } = kept[type] ?? { noun: type, costs: 'see its price list' };
    const size = type === 'AWS::DynamoDB::GlobalTable' ? ` (now ${(tableBytes / 1e9).toFixed(2)} GB)` : '';
    return `  ${noun} ${physicalId}${size}, as ${logicalId}: ${costs}`;
  });
}
