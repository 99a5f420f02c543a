import * as z from 'zod';
import type { Stored } from '../../shared/table/entity.ts';
import { Document } from './document.ts';
import { HowToUpload } from './instructions.ts';
import { asRead } from './versions.ts';

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
  const { clientId, jobId, about, name, type, size, status, why, addedAt, version } = asRead(document);
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

/** A file that may come from the portal: nothing of what the firm makes of it. */
export const PortalExpected = Document.pick({ id: true, name: true, type: true, size: true, status: true })
  .extend({ upload: HowToUpload })
  .meta({ id: 'PortalExpectedDocument' });

export const portalExpected = (
  { id, name, type, size, status }: Document,
  upload: z.input<typeof HowToUpload>,
): z.input<typeof PortalExpected> => ({ id, name, type, size, status, upload });
