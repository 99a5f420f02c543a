import * as z from 'zod';
import { leads, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { broken } from '../../shared/errors.ts';
import { hold, lift } from '../clients/legal-hold.ts';
import { changed } from './changing.ts';
import type { Document } from './document.ts';
import { loadDocument } from './store.ts';
import { seal } from './versions.ts';
import { DocumentView } from './view.ts';

const on = routesOf();
const ById = z.object({ documentId: Id('document') });

/** Of what is gone nothing can be held, and a version is held with its document. */
function checkHoldable({ erasedAt, versionOf }: Document): void {
  if (erasedAt !== undefined) throw broken('This file was erased');
  if (versionOf !== undefined) throw broken('This is a version of another document, and is held with it');
}

export const holdRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/hold',
    summary: 'Put a document under a legal hold',
    description:
      'Nothing deletes it then, whoever asks: it cannot be thrown away, and where it lies in the trash already it is kept there.',
    allow: leads,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide({ loaded, body, caller, now }) {
      checkHoldable(loaded.document);
      const after = hold(loaded.document, body.reason, { by: caller.id, now });
      return changed('document.hold-set', loaded, after, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/lift-hold',
    summary: 'Lift the legal hold of a document',
    allow: leads,
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide({ loaded, body, caller }) {
      checkHoldable(loaded.document);
      return changed('document.hold-lifted', loaded, lift(loaded.document), caller, { reason: body.reason });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/seal',
    summary: 'Make a document final: no other version takes its place any more',
    description: 'It cannot be taken back.',
    allow: staff,
    params: ById,
    response: DocumentView,
    load: ({ params }, { records }) => loadDocument(records, params.documentId),
    subject: ({ document }) => document,
    decide: ({ loaded, caller, now }) =>
      changed('document.sealed', loaded, seal(loaded.document, caller.id, now), caller),
  }),
];
