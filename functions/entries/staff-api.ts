import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { api } from '../../shared/http/api.ts';
import { kmsKeys } from '../../shared/sensitive/keys.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { dynamoSweep } from '../../shared/table/sweep.ts';
import { s3Seals } from '../audit/seal-store.ts';
import { s3Uploads } from '../documents/uploads.ts';
import { authenticate } from '../firm/authenticate.ts';
import { s3ImportFiles } from '../imports/files.ts';
import { staffRoutes } from '../routes.ts';

const s3 = new S3Client(patience);
const client = new DynamoDBClient(patience);
const name = environment('TABLE');
const table = dynamoTable({ client, name });
const cursors = sealedCursors(table);

/** Every route of the staff. */
export const handler = api(staffRoutes, {
  table,
  cursors,
  authenticate: authenticate(table),
  // Only a hardened deployment has one.
  edgeSecret: process.env.EDGE_SECRET,
  deps: {
    table,
    cursors,
    sweep: dynamoSweep(client, name),
    keys: kmsKeys(new KMSClient(patience), environment('FIELD_KEY')),
    seals: s3Seals(s3, environment('SEALS')),
    files: s3ImportFiles(s3, environment('QUARANTINE')),
    uploads: s3Uploads(s3, { quarantine: environment('QUARANTINE'), vault: environment('VAULT') }),
  },
});
