import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../../infra/local/database/database.ts';
import type { TableSpec } from '../../../infra/local/database/tables.ts';
import { whySkip } from '../../support/skipping.ts';

// These tests are about dynoxide, also where a developer uses another database.
delete process.env.DYNAMODB_ENDPOINT;

/** Why the tests that need a database are skipped here; undefined where dynoxide is installed. */
export const whySkipped = whySkip(missingDatabase());

function missingDatabase(): string | undefined {
  try {
    return existsSync(findBinary()) ? undefined : 'dynoxide is missing';
  } catch (error) {
    return (error as Error).message;
  }
}
if (whySkipped) console.warn(`Skipped: ${whySkipped}`);

export const quiet = () => undefined;

export function temporaryDirectory(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'firmament-database-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

const configuration = (endpoint: string) => ({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
export const tableClient = (url: string) => new DynamoDBClient({ ...configuration(url), maxAttempts: 1 });
export const streamsClient = (url: string) => new DynamoDBStreamsClient({ ...configuration(url), maxAttempts: 1 });

export const aTable = (changes: Partial<TableSpec> = {}): TableSpec => ({
  name: 'Practice',
  keys: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributes: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'due', AttributeType: 'S' },
  ],
  indexes: [
    {
      IndexName: 'byDue',
      KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  stream: 'NEW_AND_OLD_IMAGES',
  ttlAttribute: 'expiresAt',
  ...changes,
});
