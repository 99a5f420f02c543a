import { clients } from '../../functions/clients/store.ts';
import { documentEvent } from '../../functions/documents/events.ts';
import { mostFolders } from '../../functions/documents/folder.ts';
import { type FolderTemplate, mostOwn } from '../../functions/documents/folder-template.ts';
import { folderTemplates } from '../../functions/documents/folder-template-routes.ts';
import { mostMoved } from '../../functions/documents/moving.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import type { Scene } from '../scene.ts';
import { aDocument, longest } from './documents.ts';
import { long, worst } from './longest.ts';
import { after, held, holdClient, someFolders, thrown } from './shelf.ts';

type Full = { clientId: string; folderIds: string[]; documentIds: string[] };
const prepared = new WeakMap<Scene, Promise<Full>>();

let made = 0;
/** A folder with the longest name, and no other like it. */
const another = () => ({ name: `${long(116)}${1000 + made++}`, retention: 'tax-workpapers' as const });
const several = (count: number) => Array.from({ length: count }, another);
/** What the calls themselves add has room. */
const nearlyAll = mostFolders - 20;

/** A client with nearly as many folders as one has, and as many documents as move at once. */
export function aFullShelf(scene: Scene): Promise<Full> {
  const make = async (): Promise<Full> => {
    const client = { name: 'Full & Shelf', lifecycle: 'active' } as const;
    const { id: clientId } = await scene.make.client({ client }, afterwards);
    const folderIds: string[] = [];
    while (folderIds.length < nearlyAll) folderIds.push(...(await someFolders(scene, clientId, several(20))));
    const documentIds: string[] = [];
    while (documentIds.length < mostMoved) {
      const given = { ...longest, folderId: folderIds[0]! };
      documentIds.push((await aDocument(scene, { clientId }, 'released', given)).documentId);
    }
    return { clientId, folderIds, documentIds };
  };
  const found = prepared.get(scene) ?? make();
  prepared.set(scene, found);
  return found;
}

const ofClient = async (scene: Scene) => ({ clientId: (await aFullShelf(scene)).clientId });
const ofFolder = async (scene: Scene) => {
  const { clientId, folderIds } = await aFullShelf(scene);
  return { clientId, folderId: folderIds[1]! };
};
const fresh = async (scene: Scene) => {
  const { clientId, folderIds } = await aFullShelf(scene);
  return aDocument(scene, { clientId }, 'released', { ...longest, folderId: folderIds[2]! });
};
const become = (type: Parameters<typeof after>[2], change: Parameters<typeof after>[3]) => async (scene: Scene) => {
  const params = await fresh(scene);
  await after(scene, params.documentId, type, change);
  return params;
};
const reason = () => ({ body: { reason: long(500) } });

let turn = 0;
/** Each call changes everything. */
const either = () => (turn++ % 2 === 0 ? '漢' : '字');
const aTree = () => {
  const of = either();
  const folders = Array.from({ length: 30 }, (_, n) => ({
    path: [`${long(116, of)}${1000 + n}`],
    visibility: 'client-can-add' as const,
    retention: 'estate-and-trust' as const,
  }));
  return { name: long(80, of), folders };
};

/** As many trees of its own as a firm has but one, each as long as one can be. */
async function nearlyFullTrees({ make }: Scene) {
  const key = (n: number) => `own-tree-${n}`;
  for (let n = 0; n < mostOwn - 1; n++) {
    const tail = await make.tail('FOLDER-TEMPLATES');
    const tree: FolderTemplate = { key: key(n), ...aTree(), status: 'own', by: 'mem', changedAt: afterwards };
    const known = await make.read(folderTemplates, key(n)).catch(() => undefined);
    const write = known ? folderTemplates.replace(known, tree) : folderTemplates.create(tree);
    await make.save([documentEvent('folder-template.worded', tail, [write])], afterwards);
  }
  return { treeKey: key(0) };
}

export const worstShelfCalls: readonly BenchCall[] = [
  worst('POST /v1/clients/{clientId}/folders', ofClient, () => ({
    body: { ...another(), visibility: 'client-can-add' },
  })),
  worst('PATCH /v1/clients/{clientId}/folders/{folderId}', ofFolder, () => ({
    body: { name: long(120, either()), visibility: 'client-can-add', retention: 'estate-and-trust' },
  })),
  worst('DELETE /v1/clients/{clientId}/folders/{folderId}', async (scene) => {
    const { clientId } = await aFullShelf(scene);
    const [folderId] = await someFolders(scene, clientId, several(1));
    return { clientId, folderId: folderId! };
  }),
  {
    route: 'POST /v1/clients/{clientId}/folders/grow',
    worst: true,
    async request(scene) {
      const { treeKey } = await nearlyFullTrees(scene);
      const { id } = await scene.make.client({ client: { name: 'Bare & Sons', lifecycle: 'active' } }, afterwards);
      await someFolders(scene, id, several(20));
      return { params: { clientId: id }, body: { template: treeKey } };
    },
  },
  worst('PUT /v1/folder-templates/{treeKey}', nearlyFullTrees, () => ({ body: aTree() })),
  worst('DELETE /v1/folder-templates/{treeKey}', nearlyFullTrees),
  {
    route: 'POST /v1/clients/{clientId}/documents/move',
    worst: true,
    async request(scene) {
      const { clientId, folderIds, documentIds } = await aFullShelf(scene);
      const headers = { 'idempotency-key': `m${'k'.repeat(190)}${1000 + made++}` };
      const folderId = folderIds[either() === '漢' ? 3 : 4]!;
      return { params: { clientId }, headers, body: { ids: documentIds, folderId } };
    },
  },
  {
    route: 'POST /v1/clients/{clientId}/documents/links',
    worst: true,
    async request(scene) {
      const { clientId, documentIds } = await aFullShelf(scene);
      return { params: { clientId }, body: { ids: documentIds } };
    },
  },
  worst('POST /v1/documents/{documentId}/trash', fresh, reason),
  worst('POST /v1/documents/{documentId}/restore', become('document.trashed', thrown)),
  worst('POST /v1/documents/{documentId}/hold', fresh, reason),
  worst('POST /v1/documents/{documentId}/lift-hold', become('document.hold-set', held), reason),
  worst('POST /v1/documents/{documentId}/seal', fresh),
  worst('POST /v1/documents/{documentId}/versions', fresh, () => ({ body: { size: 1, sha256: 'b'.repeat(64) } })),
  worst(
    'POST /v1/clients/{clientId}/hold',
    async (scene) => {
      const { clientId } = await aFullShelf(scene);
      const client = await scene.make.read(clients, clientId);
      if (client.legalHold) await holdClient(scene, clientId, false);
      return { clientId };
    },
    reason,
  ),
  worst(
    'POST /v1/clients/{clientId}/lift-hold',
    async (scene) => {
      const { clientId } = await aFullShelf(scene);
      const client = await scene.make.read(clients, clientId);
      if (!client.legalHold) await holdClient(scene, clientId, true);
      return { clientId };
    },
    reason,
  ),
];
