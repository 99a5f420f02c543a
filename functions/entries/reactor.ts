import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { EventBridgeEvent } from 'aws-lambda';
import { environment } from '../../shared/aws/environment.ts';
import { patience } from '../../shared/aws/patience.ts';
import { dynamoTable } from '../../shared/table/dynamo.ts';
import { eraseRows } from '../batches/on-erased.ts';
import { sfnStart } from '../batches/on-started.ts';
import { onHeard } from '../chasing/on-heard.ts';
import { onJobOver } from '../chasing/on-job-over.ts';
import { onMail } from '../chasing/on-mail.ts';
import { onErased } from '../clients/on-erased.ts';
import { onJob } from '../jobs/workflow/on-job.ts';
import { sfnStartJob, sfnWake } from '../jobs/workflow/machine.ts';
import { onPartyErased } from '../conflicts/on-erased.ts';
import { eraseEngagements } from '../engagements/on-erased.ts';
import { eraseJobs } from '../jobs/on-erased.ts';
import { sfnStartIntake, onDecided } from '../documents/machine.ts';
import { eraseVersions } from '../documents/erasing.ts';
import { eraseDocuments } from '../documents/on-erased.ts';
import { onVersion } from '../documents/on-version.ts';
import { onMember } from '../firm/on-member.ts';
import { eraseNotices } from '../notices/on-erased.ts';
import { tell } from '../notices/on-event.ts';
import { eraseMails } from '../notifications/on-erased.ts';
import { cognitoPool } from '../firm/user-pool.ts';
import { eraseThreads } from '../messages/on-erased.ts';
import { onLinkOpened } from '../portal/on-opened.ts';
import { onOrganizerDocument } from '../organizers/on-document.ts';
import { onOrganizerSettled } from '../organizers/on-settled.ts';
import { eraseRequests } from '../requests/on-erased.ts';
import { eraseOrganizers } from '../organizers/on-erased.ts';
import { eraseOnboardings } from '../onboarding/on-erased.ts';
import { onOnboarding } from '../onboarding/on-event.ts';
import { eraseSeries } from '../recurrence/on-erased.ts';
import { recur } from '../recurrence/react.ts';
import { eraseLetters } from '../letters/on-erased.ts';
import { onLetter } from '../letters/on-letter.ts';
import { onDocument } from '../requests/on-document.ts';
import { onRequestSettled } from '../requests/on-settled.ts';
import { onClientErased } from '../relations/on-erased.ts';
import { onWalledErased } from '../walls/on-erased.ts';

const table = dynamoTable({ client: new DynamoDBClient(patience), name: environment('TABLE') });
const pool = cognitoPool(new CognitoIdentityProviderClient(patience), environment('USER_POOL'));
const sfn = new SFNClient(patience);
const startBatch = sfnStart(sfn, environment('BATCH_MACHINE'));
const taking = { table, start: sfnStartIntake(sfn, environment('INTAKE_MACHINE')) };
const waking = { table, start: sfnStartJob(sfn, environment('JOB_MACHINE')), wake: sfnWake(sfn) };

/** After these intake has something to do with a file. */
const decidesOnFile = new Set(['document.let-through', 'document.rejected', 'document.erased']);
/** After these a job may have what its client was asked for in it. */
const settlesRequest = new Set(['request.completed', 'request.cancelled']);
const settlesOrganizer = new Set(['organizer.submitted', 'organizer.accepted', 'organizer.cancelled']);

type Told = { id: string; type: string; pk: string; sk: string; seq: number };

/** What follows from an event. It may come twice, late or out of order: each reaction looks at the records as they are. */
export async function handler({ detail: { type, pk, sk, seq } }: EventBridgeEvent<string, Told>): Promise<void> {
  if (type.startsWith('member.')) await onMember(table, pool, pk.slice('MEMBER#'.length));
  await recur(table, { type, pk });
  if (pk.startsWith('JOB#')) await onJob(waking, { type, jobId: pk.slice('JOB#'.length), seq });
  await onJobOver(table, { type, pk });
  await onMail(table, { type, pk });
  await onHeard(table, { type, pk, sk });
  if (decidesOnFile.has(type)) await onDecided(taking, pk);
  if (type === 'document.released') await onVersion(table, pk);
  if (type === 'document.erased') await eraseVersions(table, { pk, sk });
  if (type.startsWith('document.')) {
    await onDocument(table, pk);
    await onOrganizerDocument(table, pk);
  }
  if (settlesRequest.has(type)) await onRequestSettled(table, pk.slice('REQUEST#'.length));
  if (type.startsWith('letter.')) await onLetter(table, pk);
  if (type === 'portal-link.opened') await onLinkOpened(table, pk);
  if (settlesOrganizer.has(type)) await onOrganizerSettled(table, pk.slice('ORGANIZER#'.length));
  await onOnboarding(table, { type, pk });
  if (type === 'batch.started') await startBatch(pk.slice('BATCH#'.length));
  if (type.endsWith('.erased')) await onErased(table, { pk, sk });
  if (type === 'client.erased' || type === 'contact.erased') {
    await eraseMails(table, { pk, sk });
    await onClientErased(table, { pk, sk });
    await onPartyErased(table, { pk, sk });
    await onWalledErased(table, { pk, sk });
    await eraseThreads(table, { pk, sk });
    await eraseLetters(table, { pk, sk });
  }
  if (type === 'client.erased') {
    await eraseRows(table, pk.slice('CLIENT#'.length));
    await eraseSeries(table, { pk, sk });
    await eraseEngagements(table, { pk, sk });
    await eraseJobs(table, { pk, sk });
    await eraseNotices(table, pk);
    await eraseDocuments(table, { pk, sk });
    await eraseOrganizers(table, { pk, sk });
    await eraseRequests(table, { pk, sk });
    await eraseOnboardings(table, { pk, sk });
  }
  await tell(table, { type, pk, sk });
}
