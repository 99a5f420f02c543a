import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { api } from '../../shared/http/api.ts';
import { checkOrigin } from '../../shared/http/edge.ts';
import { sealedCursors } from '../../shared/table/cursors.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { s3Uploads } from '../documents/uploads.ts';
import { authenticate, identify } from '../portal/authenticate.ts';
import { portalRoutes } from '../portal-routes.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });

/** Every route of the clients' page. */
export const handler = api(portalRoutes, {
  table,
  cursors: sealedCursors(table),
  identify,
  authenticate: authenticate(table),
  guard: checkOrigin,
  // Only a hardened deployment has one.
  edgeSecret: process.env.EDGE_SECRET,
  deps: {
    table,
    uploads: s3Uploads(new S3Client(patience), { quarantine: environment('QUARANTINE'), vault: environment('VAULT') }),
  },
});
