import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Document } from './document.ts';
import { HowToUpload } from './instructions.ts';

const hidden = { key: true, etag: true, versionId: true, privateTo: true } as const;

export const DocumentView = Document.omit(hidden)
  .extend({
    version: z.int(),
    can: z.object({ download: z.boolean(), upload: z.boolean(), decide: z.boolean() }),
  })
  .meta({ id: 'Document' });

/** A file that may come, and how it is brought. */
export const Expected = DocumentView.extend({ upload: HowToUpload }).meta({ id: 'ExpectedDocument' });

/** Whether a file that was held goes through is for who leads. */
export const mayDecide = ({ role }: Pick<Caller, 'role'>): boolean => role === 'admin' || role === 'manager';

export function view(document: Stored<Document>, { role }: Pick<Caller, 'role'>): z.input<typeof DocumentView> {
  const { key: _, etag: _etag, versionId: _version, privateTo: _private, ...told } = document;
  const { status, erasedAt } = document;
  const is = (wanted: Document['status']) => erasedAt === undefined && status === wanted;
  return {
    ...told,
    can: {
      download: is('released'),
      upload: is('expected') && role !== 'guest',
      decide: is('held') && mayDecide({ role }),
    },
  };
}
