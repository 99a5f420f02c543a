import * as z from 'zod';
import type { Stored } from '../../shared/table/entity.ts';
import { Document } from './document.ts';

/** What a contact is told of a document: nothing of who works on it, or how the firm keeps it. */
export const PortalDocument = Document.pick({
  id: true,
  clientId: true,
  jobId: true,
  about: true,
  name: true,
  type: true,
  size: true,
  status: true,
  why: true,
  addedAt: true,
})
  .extend({
    version: z.int(),
    /** They sent it themself. */
    isTheirs: z.boolean(),
    can: z.object({ download: z.boolean() }),
  })
  .meta({ id: 'PortalDocument' });

export function portalView(document: Stored<Document>, { id }: { id: string }): z.input<typeof PortalDocument> {
  const { clientId, jobId, about, name, type, size, status, why, addedAt, version } = document;
  return {
    id: document.id,
    clientId,
    ...(jobId !== undefined && { jobId }),
    ...(about && { about }),
    name,
    type,
    size,
    status,
    ...(why && { why }),
    addedAt,
    version,
    isTheirs: document.addedBy === id,
    can: { download: status === 'released' },
  };
}
