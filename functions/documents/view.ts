import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Document } from './document.ts';
import { HowToUpload } from './instructions.ts';
import { mayOpen } from './opening.ts';
import { Version } from './version.ts';
import { asRead } from './versions.ts';

const hidden = { key: true, etag: true, versionId: true, privateTo: true } as const;

export const DocumentView = Document.omit(hidden)
  .extend({
    /** Which version is read, where it is not the first. */
    current: Version.pick({ n: true, documentId: true, addedBy: true, addedAt: true }).optional(),
    version: z.int(),
    can: z.object({
      download: z.boolean(),
      upload: z.boolean(),
      decide: z.boolean(),
      trash: z.boolean(),
      restore: z.boolean(),
      /** A new version may come, and it may be made final. */
      replace: z.boolean(),
      /** It may be put under a legal hold, or that be lifted. */
      hold: z.boolean(),
    }),
  })
  .meta({ id: 'Document' });

/** A file that may come, and how it is brought. */
export const Expected = DocumentView.extend({ upload: HowToUpload }).meta({ id: 'ExpectedDocument' });

type Seer = Pick<Caller, 'role' | 'rights'>;

/** Whether a file that was held goes through is for who leads. */
export const mayDecide = ({ role }: Pick<Caller, 'role'>): boolean => role === 'admin' || role === 'manager';

function can(document: Document, caller: Seer) {
  const { status, erasedAt, trashed, sealed, legalHold, versionOf } = document;
  const { role } = caller;
  const isThere = erasedAt === undefined && !trashed;
  const is = (wanted: Document['status']) => isThere && status === wanted;
  const isStaff = role !== 'guest';
  const isOver = status === 'released' || status === 'held' || status === 'rejected';
  return {
    download: is('released') && mayOpen(document, caller),
    upload: is('expected') && isStaff,
    decide: is('held') && mayDecide({ role }),
    trash: isThere && isOver && isStaff && !legalHold && !sealed && versionOf === undefined,
    restore: erasedAt === undefined && trashed !== undefined && isStaff,
    replace: is('released') && isStaff && !sealed && versionOf === undefined,
    hold: erasedAt === undefined && mayDecide({ role }),
  };
}

export function view(document: Stored<Document>, caller: Seer): z.input<typeof DocumentView> {
  const { key: _, etag: _etag, versionId: _version, privateTo: _private, current, ...told } = asRead(document);
  const read = current && {
    n: current.n,
    documentId: current.documentId,
    addedBy: current.addedBy,
    addedAt: current.addedAt,
  };
  return { ...told, ...(read && { current: read }), can: can(document, caller) };
}
