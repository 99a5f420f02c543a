import * as z from 'zod';
import { everyone, leads, routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { ShippedOrOwnKey } from '../templates/own-key.ts';
import { documentEvent } from './events.ts';
import { FolderTemplate, FolderTemplateInput, grow, treeOf, wordTree } from './folder-template.ts';
import { folders, loadShelf, type StoredShelf } from './folder-store.ts';
import { FolderView, shelfView } from './folder-view.ts';
import type { Folder } from './folder.ts';
import { shippedTree, shippedTrees } from './shipped-trees.ts';

const pk = 'FOLDER-TEMPLATES';

/** The firm's own trees of folders, instead of the shipped ones or beside them. */
export const folderTemplates = entity({
  name: 'folder template',
  schema: FolderTemplate,
  key: (key: string) => ({ pk, sk: `TEMPLATE#${key}` }),
  id: ({ key }) => key,
});

export const FolderTemplateView = FolderTemplateInput.extend({
  key: z.string(),
  /** Whether there is a shipped tree to go back to. */
  shipped: z.boolean(),
  own: z.boolean(),
  version: z.int(),
}).meta({ id: 'FolderTemplate' });

const TreeKey = ShippedOrOwnKey({
  what: 'tree',
  own: 'own-estates',
  shipped: 'accounting',
  isShipped: (key) => shippedTree(key) !== undefined,
});
const ByKey = z.object({ treeKey: TreeKey });

const on = routesOf();

async function listOwn(records: Records): Promise<Stored<FolderTemplate>[]> {
  const { items } = await records.page({ pk, range: { prefix: 'TEMPLATE#' }, strong: true });
  return items.map(folderTemplates.read);
}

async function loadTree(records: Records, key: string) {
  const tail = await records.tail(pk);
  const all = await listOwn(records);
  const others = all.filter((one) => one.key !== key && one.status === 'own').length;
  return { tail, others, own: all.find((one) => one.key === key) };
}

function show(key: string, own: Stored<FolderTemplate> | undefined): z.input<typeof FolderTemplateView> {
  const { name, folders: branches } = treeOf(own, key);
  return {
    key,
    name,
    folders: branches,
    shipped: shippedTree(key) !== undefined,
    own: own?.status === 'own',
    version: own?.version ?? 0,
  };
}

export const folderTemplateRoutes = [
  on.reads({
    method: 'GET',
    path: '/v1/folder-templates',
    summary: 'The trees of folders that can be given to a client, shipped and of the firm’s own',
    allow: everyone,
    response: z.object({ items: z.array(FolderTemplateView) }),
    load: (_, { records }) => listOwn(records),
    answer({ loaded }) {
      const added = loaded.filter(({ key, status }) => status === 'own' && !shippedTree(key));
      const keys = [...shippedTrees, ...added].map(({ key }) => key);
      return {
        items: keys.map((key) =>
          show(
            key,
            loaded.find((one) => one.key === key),
          ),
        ),
      };
    },
  }),
  on.changes({
    method: 'PUT',
    path: '/v1/folder-templates/{treeKey}',
    summary: 'Keep a tree of folders of the firm’s own',
    description:
      'Each folder stands behind the one that it lies in. Clients who have a tree already are left as they are.',
    allow: leads,
    params: ByKey,
    body: FolderTemplateInput,
    response: FolderTemplateView,
    load: ({ params }, { records }) => loadTree(records, params.treeKey),
    subject: ({ own }) => own ?? { version: 0 },
    decide({ params: { treeKey: key }, loaded: { tail, own, others }, body, caller, now }) {
      const after = wordTree(key, body, { by: caller.id, now, others });
      const write = own ? folderTemplates.replace(own, { ...own, ...after }) : folderTemplates.create(after);
      return {
        write: [documentEvent('folder-template.worded', tail, [write])],
        answer: show(key, write.after as Stored<FolderTemplate>),
      };
    },
  }),
  on.changes({
    method: 'DELETE',
    path: '/v1/folder-templates/{treeKey}',
    summary: 'Go back to a shipped tree, or remove one of the firm’s own',
    allow: leads,
    params: ByKey,
    status: 204,
    load: ({ params }, { records }) => loadTree(records, params.treeKey),
    subject: ({ own }) => own ?? { version: 0 },
    decide({ params: { treeKey: key }, loaded: { tail, own }, caller, now }) {
      treeOf(own, key);
      if (own?.status !== 'own') return { write: [], answer: undefined };
      const reset: FolderTemplate = { ...own, status: 'reset', by: caller.id, changedAt: now };
      const write = folderTemplates.replace(own, reset);
      return { write: [documentEvent('folder-template.reset', tail, [write])], answer: undefined };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/clients/{clientId}/folders/grow',
    summary: 'Give a client the folders of a tree',
    description: 'Those that are there already, by name, are kept as they are: it may be called again.',
    allow: staff,
    params: z.object({ clientId: Id('client') }),
    body: z.strictObject({ template: TreeKey }),
    response: z.object({ items: z.array(FolderView), added: z.int() }),
    load: async ({ params, body }, { records, newId }) => ({
      ...(await loadShelf(records, params.clientId)),
      own: await records.find(folderTemplates, body.template),
      newId: () => newId('folder'),
    }),
    decide({ loaded: { client, tail, shelf, own, newId }, body, caller, now }) {
      notErased(client);
      const branches = treeOf(own, body.template).folders;
      const added = grow(shelf, branches, { clientId: client.id, createdAt: now, newId });
      const writes = added.map((one) => folders.create(one));
      const grown: StoredShelf = new Map([
        ...shelf,
        ...writes.map(({ after }) => [(after as Stored<Folder>).id, after as Stored<Folder>] as const),
      ]);
      return {
        write: writes.length > 0 ? [documentEvent('folder.tree-grown', tail, writes)] : [],
        answer: { items: shelfView(grown, caller), added: added.length },
      };
    },
  }),
];
