import * as z from 'zod';
import { start } from '../../../shared/events/chain.ts';
import { eventTypes } from '../../../shared/events/types.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { entity } from '../../../shared/table/entity.ts';
import { anAuthor } from '../../support/builders.ts';
import type { FirmUnderTest } from '../../support/call.ts';

/** What later capabilities will hang on a client: an aggregate of its own, and a record within the client's. */
export const jobs = entity({
  name: 'matter',
  schema: z.object({ id: z.string(), clientId: z.string(), about: z.record(z.string(), z.json()) }),
  key: (id: string) => ({ pk: `MATTER#${id}`, sk: 'MATTER' }),
  id: (job) => job.id,
  clientIds: (job) => [job.clientId],
  indexes: (job) => ({ byClientPk: `CLIENT#${job.clientId}`, byClientSk: `MATTER#${job.id}` }),
});

export const folders = entity({
  name: 'folder',
  schema: z.object({ clientId: z.string(), path: z.string() }),
  key: ({ clientId, path }: { clientId: string; path: string }) => ({ pk: `CLIENT#${clientId}`, sk: `FOLDER#${path}` }),
  id: ({ clientId, path }) => ({ clientId, path }),
  clientIds: (folder) => [folder.clientId],
});

export const jobEvent = eventTypes({ 'job.created': 'A job began', 'client.folder-made': 'A folder was made' });

/** A job of the client that mentions it, and whatever else is given. */
export async function aJob(firm: FirmUnderTest, clientId: string, about: Record<string, string> = {}) {
  const id = `job-${newId('event')}`;
  const job = jobs.create({ id, clientId, about: { clientIds: [clientId], ...about } });
  await write(firm.memory, [jobEvent('job.created', start(job.item.pk), [job])], anAuthor(firm.admin.id));
  return id;
}
