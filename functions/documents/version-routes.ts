import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { everyone, type Loading, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { type Document, NewDocument, Status, Why } from './document.ts';
import { expected, prepare } from './expecting.ts';
import { fileTypeOf } from './file-types.ts';
import type { Filed } from './routing.ts';
import { broughtVersions, documents } from './store.ts';
import { checkReplaceable, newestOf } from './versions.ts';
import { Expected, mayDecide } from './view.ts';

const on = routesOf<Filed>();
const ById = z.object({ documentId: Id('document') });

const { type, size, sha256, parts } = NewDocument.shape;
const NewVersion = z
  .strictObject({
    /** As the file is called where it comes from; the document keeps its own name. */
    name: NewDocument.shape.name.optional(),
    type,
    size,
    sha256,
    parts,
  })
  .meta({ id: 'NewVersion' });

export const VersionView = z
  .object({
    /** What is not read yet, and what was turned away, has none. */
    n: z.int().optional(),
    /** The document that brought it: by this a version that is held back is decided on. */
    documentId: Id('document'),
    size: z.int(),
    sha256: z.string(),
    addedBy: z.string(),
    addedAt: z.iso.datetime(),
    status: Status,
    why: Why.optional(),
    /** It is the one that is read. */
    isRead: z.boolean(),
    can: z.object({ download: z.boolean(), decide: z.boolean() }),
  })
  .meta({ id: 'DocumentVersion' });

type Version = z.input<typeof VersionView>;

function versionView(document: Document, newest: number, mayOpen: boolean, isLead: boolean): Version {
  const { id: documentId, versionOf, becameVersion, size, sha256, addedBy, addedAt, status, why } = document;
  const n = versionOf === undefined ? 1 : becameVersion;
  return {
    ...(n !== undefined && { n }),
    documentId,
    size,
    sha256,
    addedBy,
    addedAt,
    status,
    ...(why && { why }),
    isRead: n === newest,
    can: { download: mayOpen && n !== undefined && status === 'released', decide: isLead && status === 'held' },
  };
}

type Given = { params: z.output<typeof ById>; body: z.output<typeof NewVersion> };

async function loadNewVersion({ params, body }: Given, from: Loading<Filed>) {
  const document = await from.records.get(documents, params.documentId);
  checkReplaceable(document);
  const { id: versionOf, clientId, name, visibility, privateTo } = document;
  if (body.name !== undefined && fileTypeOf(body.name, body.type).type !== document.type)
    throw broken(`${body.name} is another kind of file than ${name}; add it as a document of its own`);
  const place = { clientId, versionOf, ...(privateTo !== undefined && { privateTo }) };
  return prepare({ ...body, name, visibility }, place, from);
}

export const versionRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/documents/{documentId}/versions',
    summary: 'Upload another version of a document',
    description:
      'A file of the same kind, brought and looked at like any other. Until it is released, the one before is read; afterwards that is kept, and can still be downloaded. What is sealed takes none.',
    allow: staff,
    params: ById,
    body: NewVersion,
    status: 201,
    response: Expected,
    load: loadNewVersion,
    decide: expected,
  }),
  on.reads({
    method: 'GET',
    path: '/v1/documents/{documentId}/versions',
    summary: 'The versions of a document, the newest first, and those on their way',
    allow: everyone,
    params: ById,
    response: z.object({ items: z.array(VersionView) }),
    async load({ params }, { records }) {
      const [document, brought] = await Promise.all([
        records.get(documents, params.documentId),
        broughtVersions(records, params.documentId),
      ]);
      return { document, brought };
    },
    answer({ loaded: { document, brought }, caller }) {
      const mayOpen = document.erasedAt === undefined && !document.trashed;
      const items = [document, ...brought].map((one) =>
        versionView(one, newestOf(document), mayOpen, mayDecide(caller)),
      );
      return { items: items.toReversed() };
    },
  }),
];
