import { clientEvent } from '../../functions/clients/events.ts';
import { clients } from '../../functions/clients/store.ts';
import { hold } from '../../functions/clients/legal-hold.ts';
import { documentEvent } from '../../functions/documents/events.ts';
import { addFolder, type Folder } from '../../functions/documents/folder.ts';
import { folders } from '../../functions/documents/folder-store.ts';
import { throwAway } from '../../functions/documents/trash.ts';
import type { Document } from '../../functions/documents/document.ts';
import { documents } from '../../functions/documents/store.ts';
import { newId } from '../../shared/ids.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { aDocument } from './documents.ts';

type NewFolder = Parameters<typeof addFolder>[1];

/** A client of its own, for what is counted would otherwise grow with each call. */
const aClient = async ({ make }: Scene): Promise<string> =>
  (await make.client({ client: { name: 'Shelf & Sons', lifecycle: 'active' } }, afterwards)).id;

/** Folders of a client, as one change makes them. */
export async function someFolders({ make }: Scene, clientId: string, named: readonly NewFolder[]): Promise<string[]> {
  const { pk } = clients.key(clientId);
  const made = named.map((input): Folder =>
    addFolder(new Map(), input, { id: newId('folder'), clientId, createdAt: afterwards }),
  );
  const records = made.map((one) => folders.create(one));
  await make.save([documentEvent('folder.tree-grown', await make.tail(pk), records)], afterwards);
  return made.map(({ id }) => id);
}

const names = ['Permanent file', 'Tax returns', 'Payroll', 'Letters', 'From the client'];

/** A client with five folders, and a document in one of them. */
async function aShelf(scene: Scene, given?: Parameters<typeof aDocument>[3]) {
  const clientId = await aClient(scene);
  const ids = await someFolders(
    scene,
    clientId,
    names.map((name) => ({ name })),
  );
  const said = given ?? { name: 'Statement of January.pdf', size: 482_113, sha256: 'a'.repeat(64) };
  const { documentId } = await aDocument(scene, { clientId }, 'released', { ...said, folderId: ids[0]! });
  return { clientId, documentId, folderId: ids[1]!, from: ids[0]! };
}

/** A document after one more thing was done with it. */
export async function after(
  { make }: Scene,
  documentId: string,
  type: Parameters<typeof documentEvent>[0],
  become: (document: Document) => Document,
): Promise<void> {
  const before = await make.read(documents, documentId);
  const tail = await make.tail(documents.key(documentId).pk);
  await make.save([documentEvent(type, tail, [documents.replace(before, become(before))])], afterwards);
}

export const held = (document: Document): Document =>
  hold(document, 'Marchetti v. Obermoser', { by: 'mem', now: afterwards });
export const thrown = (document: Document): Document =>
  throwAway(document, { client: { name: '' }, shelf: new Map() }, { by: 'mem', now: afterwards });

/** A client under a legal hold, or no more. */
export async function holdClient({ make }: Scene, clientId: string, isHeld: boolean): Promise<void> {
  const tail = await make.tail(clients.key(clientId).pk);
  const client = await make.read(clients, clientId);
  const { legalHold: _, ...free } = client;
  const now = isHeld ? hold(client, 'Marchetti v. Obermoser', { by: 'mem', now: afterwards }) : free;
  const write = clients.replace(client, now);
  await make.save([clientEvent(isHeld ? 'client.hold-set' : 'client.hold-lifted', tail, [write])], afterwards);
}

const onDocument = async (scene: Scene) => ({ params: { documentId: (await aShelf(scene)).documentId } });
const onClient = async (scene: Scene) => ({ params: { clientId: (await aShelf(scene)).clientId } });
const onFolder = async (scene: Scene) => {
  const { clientId, folderId } = await aShelf(scene);
  return { params: { clientId, folderId } };
};
const because = { reason: 'Marchetti v. Obermoser' };
const branch = { path: ['Deed'], visibility: 'firm' } as const;
const version = { size: 482_114, sha256: 'b'.repeat(64) };

export const shelfCalls: readonly BenchCall[] = [
  { route: 'GET /v1/clients/{clientId}/folders', when: 'five folders', request: onClient },
  { route: 'GET /v1/clients/{clientId}/folders/{folderId}', when: 'of five', request: onFolder },
  {
    route: 'POST /v1/clients/{clientId}/folders',
    request: async (scene) => ({ ...(await onClient(scene)), body: { name: 'Correspondence' } }),
  },
  {
    route: 'PATCH /v1/clients/{clientId}/folders/{folderId}',
    request: async (scene) => ({ ...(await onFolder(scene)), body: { name: 'Tax returns, signed' } }),
  },
  { route: 'DELETE /v1/clients/{clientId}/folders/{folderId}', request: onFolder },
  {
    route: 'POST /v1/clients/{clientId}/folders/grow',
    when: 'five of seven are new',
    request: async (scene) => ({ ...(await onClient(scene)), body: { template: 'accounting' } }),
  },
  { route: 'GET /v1/folder-templates', growsWith: 'the trees of folders', request: () => ({}) },
  {
    route: 'PUT /v1/folder-templates/{treeKey}',
    growsWith: 'the trees of folders',
    request: () => ({
      params: { treeKey: 'own-trusts' },
      body: { name: `Trusts ${newId('view')}`, folders: [branch] },
    }),
  },
  {
    route: 'DELETE /v1/folder-templates/{treeKey}',
    growsWith: 'the trees of folders',
    request: () => ({ params: { treeKey: 'accounting' } }),
  },
  {
    route: 'POST /v1/clients/{clientId}/documents/move',
    when: 'one document',
    async request(scene) {
      const { clientId, documentId, folderId } = await aShelf(scene);
      return { params: { clientId }, body: { ids: [documentId], folderId } };
    },
  },
  {
    route: 'GET /v1/clients/{clientId}/documents',
    when: 'in a folder',
    async request(scene) {
      const { clientId, from } = await aShelf(scene);
      return { params: { clientId }, query: { folder: from, limit: '10' } };
    },
  },
  { route: 'GET /v1/clients/{clientId}/trash', when: 'empty', request: onClient },
  {
    route: 'POST /v1/documents/{documentId}/trash',
    request: async (scene) => ({ ...(await onDocument(scene)), body: {} }),
  },
  {
    route: 'POST /v1/documents/{documentId}/restore',
    async request(scene) {
      const { params } = await onDocument(scene);
      await after(scene, params.documentId, 'document.trashed', thrown);
      return { params };
    },
  },
  {
    route: 'POST /v1/documents/{documentId}/hold',
    request: async (scene) => ({ ...(await onDocument(scene)), body: because }),
  },
  {
    route: 'POST /v1/documents/{documentId}/lift-hold',
    async request(scene) {
      const { params } = await onDocument(scene);
      await after(scene, params.documentId, 'document.hold-set', held);
      return { params, body: because };
    },
  },
  { route: 'POST /v1/documents/{documentId}/seal', request: onDocument },
  {
    route: 'POST /v1/documents/{documentId}/versions',
    request: async (scene) => ({ ...(await onDocument(scene)), body: version }),
  },
  { route: 'GET /v1/documents/{documentId}/versions', when: 'one', request: onDocument },
  { route: 'GET /v1/documents', when: 'nothing is found', request: () => ({ query: { q: 'zanzibar' } }) },
  {
    route: 'POST /v1/clients/{clientId}/documents/links',
    when: 'one document, the first of a sitting',
    async request(scene) {
      const { clientId, documentId } = await aShelf(scene);
      return { params: { clientId }, body: { ids: [documentId] } };
    },
  },
  {
    route: 'POST /v1/clients/{clientId}/hold',
    request: async (scene) => ({ ...(await onClient(scene)), body: because }),
  },
  {
    route: 'POST /v1/clients/{clientId}/lift-hold',
    async request(scene) {
      const { params } = await onClient(scene);
      await holdClient(scene, params.clientId, true);
      return { params, body: because };
    },
  },
];
