import { contacts } from '../../functions/clients/store.ts';
import { consent } from '../../functions/letters/consent.ts';
import type { BenchCall, Request } from '../call.ts';
import { afterwards } from '../firm.ts';
import { cookiesOf, linkTo, withPortal } from '../on-page.ts';
import type { Scene } from '../scene.ts';
import { aDocument, inParts } from './documents.ts';
import { aLetter } from './letters.ts';
import { long } from './longest.ts';
import { aThread } from './messages.ts';
import { anOrganizer } from './organizers.ts';
import { someFolders } from './shelf.ts';
import { aFullShelf } from './worst-shelf.ts';
import { aRequest, aTable, cell, file, files, given, longest, tables } from './requests.ts';

type Whole = Pick<Request, 'params' | 'body' | 'query'>;

/** What someone of the client calls who is on their page; what it is about is made first. */
export const onPage =
  (about: (scene: Scene) => Whole | Promise<Whole>, clientOf = ({ moving }: Scene) => moving.clientId) =>
  async (scene: Scene): Promise<Request> => {
    const clientIds = [clientOf(scene)];
    const whole = await about(scene);
    return { ...whole, cookies: await cookiesOf(scene, { contactId: await withPortal(scene, clientIds), clientIds }) };
  };

const prepared = new WeakMap<Scene, Promise<string>>();
/** A client with ten each of what is asked for, said and shown: as much as stands on a page. */
function aFullClient(scene: Scene): Promise<string> {
  const made = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Cousins', lifecycle: 'active' } }, afterwards);
    for (let n = 0; n < 10; n++) {
      await aRequest(scene, { clientId: id });
      await aThread(scene, { clientId: id });
      await anOrganizer(scene, { clientId: id });
      await aDocument(scene, { clientId: id });
    }
    return id;
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

const ofFull =
  (more: Whole = {}) =>
  async (scene: Scene): Promise<Request> => {
    const clientIds = [await aFullClient(scene)];
    const contactId = await withPortal(scene, clientIds);
    return { params: { clientId: clientIds[0]! }, ...more, cookies: await cookiesOf(scene, { contactId, clientIds }) };
  };

const open = { name: 'Client uploads', visibility: 'client-can-add' } as const;
type Shelved = { contactId: string; id: string; folderId: string };
const shelved = new WeakMap<Scene, Promise<Shelved>>();
/** A client with a folder that they may add to, and who is shown it. */
function aShelf(scene: Scene): Promise<Shelved> {
  const made = async () => {
    const { id } = await scene.make.client({ client: { name: 'Young & Shelves', lifecycle: 'active' } }, afterwards);
    const [folderId = ''] = await someFolders(scene, id, [open]);
    return { id, folderId, contactId: await withPortal(scene, [id]) };
  };
  const found = shelved.get(scene) ?? made();
  shelved.set(scene, found);
  return found;
}

/** Someone before a folder that they may add to, of one client in all. */
async function byFolder(scene: Scene): Promise<Request> {
  const { id, folderId, contactId } = await aShelf(scene);
  return { params: { clientId: id, folderId }, cookies: await cookiesOf(scene, { contactId, clientIds: [id] }) };
}

async function inFullShelf(scene: Scene): Promise<Request> {
  const { clientId } = await aFullShelf(scene);
  const [folderId = ''] = await someFolders(scene, clientId, [{ ...open, name: `${long(80)}${clientId}` }]);
  const contactId = await withPortal(scene, [clientId]);
  const cookies = await cookiesOf(scene, { contactId, clientIds: [clientId] });
  return { params: { clientId, folderId }, cookies, body: { ...file, name: `${long(196)}.pdf` } };
}

async function byLink(scene: Scene): Promise<Request> {
  const clientIds = [await aFullClient(scene)];
  const { token } = await linkTo(scene, { contactId: await withPortal(scene, clientIds), clientIds });
  return { body: { token } };
}

/** Who is to sign, on their page, with the letter before them. */
const toSign =
  (body: (letter: Awaited<ReturnType<typeof aLetter>>) => object | undefined, text?: string) =>
  async (scene: Scene): Promise<Request> => {
    const letter = await aLetter(scene, 'opened', text);
    const { letterId, clientId, contactId } = letter;
    const sent = body(letter);
    return {
      params: { letterId },
      ...(sent && { body: sent }),
      cookies: await cookiesOf(scene, { contactId, clientIds: [clientId] }),
    };
  };
const signature = (drawing: string) => ({ method: 'drawn', name: 'Young Signer', drawing });
const signing =
  (drawing: string) =>
  ({ sha256 }: { sha256: string }) => ({
    documentSha256: sha256,
    consentVersion: consent.version,
    signature: signature(drawing),
  });
const stroke = 'M10,20L30,40';

const request = '/portal/v1/requests/{requestId}';
const item = `${request}/items/{itemId}`;
const thread = '/portal/v1/threads/{threadId}';
const document = '/portal/v1/documents/{documentId}';
const folders = '/portal/v1/clients/{clientId}/folders';
const letter = '/portal/v1/letters/{letterId}';
const doc = async (scene: Scene) => ({
  params: await aDocument(scene, { clientId: scene.moving.clientId }, 'released', shown),
});
const shown = {
  name: 'Statement of January.pdf',
  size: 482_113,
  sha256: 'a'.repeat(64),
  visibility: 'client',
} as const;

/** A file that someone began to send on their page. */
const begun =
  (given: Parameters<typeof aDocument>[3], body?: object) =>
  async (scene: Scene): Promise<Request> => {
    const clientIds = [scene.moving.clientId];
    const contactId = await withPortal(scene, clientIds);
    const place = { clientId: clientIds[0]! };
    return {
      params: await aDocument({ ...scene, founder: contactId }, place, 'expected', given),
      ...(body && { body }),
      cookies: await cookiesOf(scene, { contactId, clientIds }),
    };
  };
const large = () => ({ ...shown, ...inParts(200 * 1024 ** 2) });

/** What is done with one item, how it has to stand before, and what is sent at most. */
type Shape = Parameters<typeof aRequest>[1];
const deeds: readonly [deed: string, shape: Shape, body: object, most?: object][] = [
  ['answer', {}, { text: 'Here' }, { text: long(10_000) }],
  ['does-not-apply', {}, {}, { why: long(1000) }],
  ['more-time', {}, { until: '2027-01-15' }],
  ['take-back', { as: given }, {}],
  ['documents', { more: files }, file, { ...file, name: `${long(196)}.pdf` }],
];
const asked = (shape: Shape, body?: object) =>
  onPage(async (scene) => ({ params: await aRequest(scene, shape), ...(body && { body }) }));
const filled = (body: object, more: object = {}) =>
  onPage(async (scene) => ({ params: await aTable(scene, more), body }));
const said = (body?: object) =>
  onPage(async (scene) => ({ params: { threadId: (await aThread(scene)).threadId }, ...(body && { body }) }));
const writing = (text: string, subject: string) =>
  onPage(({ moving: { clientId } }) => ({ body: { clientId, subject, text } }));
const toBegin = 'POST /portal/v1/clients/{clientId}/messages/documents';
const longFile = { ...file, name: `${long(196)}.pdf` };
const bringing = (body: object) => onPage(({ moving: { clientId } }) => ({ params: { clientId }, body }));
const byMail = async (scene: Scene): Promise<Request> => {
  const contactId = await withPortal(scene, [scene.other]);
  return { body: { mail: await mailOf(scene, contactId) } };
};
const mailOf = async ({ make }: Scene, contactId: string) => (await make.read(contacts, contactId)).mail;

const when = 'with 10 each of what is asked, said and shown';

export const portalCalls: readonly BenchCall[] = [
  { route: 'GET /portal/v1/firm', request: () => ({}) },
  { route: 'POST /portal/v1/links', request: byMail },
  { route: 'POST /portal/v1/session', when, request: byLink },
  { route: 'DELETE /portal/v1/session', request: ofFull() },
  { route: 'GET /portal/v1/home', when, request: ofFull() },
  { route: 'GET /portal/v1/requests', when: 'of 10', request: ofFull() },
  { route: `GET ${request}`, request: asked({}) },
  ...deeds.map(([deed, shape, body]): BenchCall => ({ route: `POST ${item}/${deed}`, request: asked(shape, body) })),
  { route: `POST ${item}/cells`, request: filled(cell) },
  { route: 'GET /portal/v1/clients/{clientId}/documents', when: 'of 10', request: ofFull({ query: { limit: '10' } }) },
  { route: `GET ${folders}`, when: 'one folder', request: byFolder },
  {
    route: `POST ${folders}/{folderId}/documents`,
    request: async (scene) => ({ ...(await byFolder(scene)), body: file }),
  },
  { route: `GET ${document}`, request: onPage(doc) },
  { route: `GET ${document}/download`, when: 'the first of a sitting', request: onPage(doc) },
  { route: `POST ${document}/upload`, request: begun(shown) },
  { route: `POST ${document}/parts`, request: (scene) => begun(large(), { numbers: [1, 2, 3] })(scene) },
  { route: `POST ${document}/complete`, request: (scene) => begun(large())(scene) },
  { route: `POST ${document}/cancel`, request: begun(shown) },
  { route: 'GET /portal/v1/threads', when: 'of 10', request: ofFull() },
  { route: `GET ${thread}`, request: said() },
  { route: `GET ${thread}/messages`, request: said() },
  { route: `POST ${thread}/messages`, request: said({ text: 'The second one' }) },
  { route: `POST ${thread}/read`, request: said({ upTo: 1 }) },
  { route: `POST ${thread}/documents`, request: said(file) },
  { route: toBegin, request: bringing(file) },
  { route: 'POST /portal/v1/threads', request: writing('Which form do you need?', 'A form') },
  { route: 'GET /portal/v1/letters', request: toSign(() => undefined) },
  { route: `GET ${letter}`, request: toSign(() => undefined) },
  { route: `POST ${letter}/sign`, request: toSign(signing(stroke)) },
  { route: `POST ${letter}/decline`, request: toSign(() => ({ reason: 'Too dear' })) },
];

const dearest = (route: string, of: BenchCall['request']): BenchCall => ({ route, worst: true, request: of });
const longText = long(20_000);

export const worstPortalCalls: readonly BenchCall[] = [
  dearest('POST /portal/v1/links', byMail),
  dearest('POST /portal/v1/session', byLink),
  dearest('DELETE /portal/v1/session', ofFull()),
  ...deeds.map(([deed, shape, body, most = body]) =>
    dearest(`POST ${item}/${deed}`, asked(deed === 'documents' ? shape : { ...shape, more: longest }, most)),
  ),
  dearest(`POST ${item}/cells`, filled(cell, tables)),
  dearest(`POST ${folders}/{folderId}/documents`, inFullShelf),
  dearest(`GET ${document}/download`, onPage(doc)),
  dearest(`POST ${document}/cancel`, begun({ ...shown, name: `${long(196)}.pdf` })),
  dearest(`POST ${thread}/messages`, said({ text: longText })),
  dearest(`POST ${thread}/documents`, said(longFile)),
  dearest(toBegin, bringing(longFile)),
  dearest('POST /portal/v1/threads', writing(longText, long(200))),
  dearest(
    `GET ${letter}`,
    toSign(() => undefined, longText),
  ),
  dearest(`POST ${letter}/sign`, toSign(signing(stroke.repeat(1500)), longText)),
  dearest(
    `POST ${letter}/decline`,
    toSign(() => ({ reason: long(1000) }), longText),
  ),
];
