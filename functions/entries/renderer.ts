import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { EventBridgeEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { s3LetterVault } from '../letters/files.ts';
import { render } from '../letters/rendering.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const site = environment('SITE');
const vault = s3LetterVault(new S3Client(patience), environment('VAULT'));

/** Makes the files of letters that were sent or signed. It may be told twice, late or out of order. */
export const handler = ({ detail: { pk } }: EventBridgeEvent<string, { pk: string }>): Promise<void> =>
  render({ table, vault, site }, pk.slice('LETTER#'.length));
