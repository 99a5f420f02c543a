import type * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import type { Records } from '../../shared/table/records.ts';
import { clients } from '../clients/store.ts';
import { checkCurrency } from '../engagements/changing.ts';
import { engagements } from '../engagements/store.ts';
import { jobs } from '../jobs/store.ts';
import { loadSigners, type NewLetter } from './drafting.ts';
import { checkTask } from './for-task.ts';
import type { Package } from './packages.ts';
import { findSignedOff } from './sign-off.ts';
import { findWords } from './words.ts';

/** The firm bills in one currency, whatever it offers. */
export const checkOffered = (records: Records, packages: readonly Package[] = []) =>
  checkCurrency(
    records,
    packages.flatMap(({ services }, i) =>
      services.map((given, n) => ({ path: `body.packages.${i}.services.${n}`, given })),
    ),
  );

type New = z.output<typeof NewLetter>;

async function aboutEngagement(records: Records, clientId: string, { engagementId, documentId }: New) {
  if (documentId !== undefined)
    throw invalid({ path: 'body.documentId', message: 'A document is signed off by a letter of that kind' });
  const engagement = engagementId === undefined ? undefined : await records.find(engagements, engagementId);
  if (engagement?.clientId !== clientId)
    throw invalid({ path: 'body.engagementId', message: 'No engagement of this client has this id' });
  if (engagement.endedAt !== undefined) throw broken('This engagement has ended; add a new one for what is agreed now');
  return { engagementId: engagement.id };
}

async function aboutDocument(records: Records, clientId: string, { engagementId, documentId }: New) {
  if (engagementId !== undefined)
    throw invalid({ path: 'body.engagementId', message: 'What is signed off is a document, and no engagement' });
  if (documentId === undefined) throw invalid({ path: 'body.documentId', message: 'Say which document' });
  return { document: await findSignedOff(records, clientId, documentId) };
}

/** What a new letter is made of, as far as it is there and this client's. */
export async function loadNew(records: Records, clientId: string, body: New) {
  const [client, words] = await Promise.all([records.get(clients, clientId), findWords(records, body.template)]);
  if (!words) throw invalid({ path: 'body.template', message: `There is no letter “${body.template}” to begin with` });
  const { kind } = words;
  const [about, signers] = await Promise.all([
    kind === 'sign-off' ? aboutDocument(records, client.id, body) : aboutEngagement(records, client.id, body),
    loadSigners(records, client.id, body.contactIds),
    checkOffered(records, body.packages),
  ]);
  const job = body.jobId === undefined ? undefined : await records.find(jobs, body.jobId);
  if (body.jobId !== undefined && job?.clientId !== client.id)
    throw invalid({ path: 'body.jobId', message: 'No work for this client has this id' });
  await checkTask(records, body);
  return { client, words, signers, about };
}
