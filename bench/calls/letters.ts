import { clientEvent } from '../../functions/clients/events.ts';
import { clients, contactLinks } from '../../functions/clients/store.ts';
import { draft, NewEngagement } from '../../functions/engagements/engagement.ts';
import { engagementEvent } from '../../functions/engagements/events.ts';
import { engagements } from '../../functions/engagements/store.ts';
import { letterEvent } from '../../functions/letters/events.ts';
import type { Letter } from '../../functions/letters/letter.ts';
import { opened, rendered, send } from '../../functions/letters/signing.ts';
import { letterFiles, letters } from '../../functions/letters/store.ts';
import { newId } from '../../shared/ids.ts';
import { start } from '../../shared/events/chain.ts';
import type { BenchCall } from '../call.ts';
import { afterwards } from '../firm.ts';
import { firmToCall, type Scene } from '../scene.ts';
import { long, worst } from './longest.ts';

export const dueOn = '2030-12-31';
const amount = { amount: 45_000, currency: 'USD' } as const;
const service = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee: { how: 'fixed', amount } } as const;

/** Someone who signs, an engagement to sign for, and a firm that can be called. */
export async function aPlace(scene: Scene) {
  const { make } = scene;
  await firmToCall(scene);
  const { id: clientId } = await make.client({ client: { name: 'Young & Nieces', lifecycle: 'active' } }, afterwards);
  const mail = `signer-${newId('contact').toLowerCase()}@client.example`;
  const contactId = await make.contact({ name: 'Young Signer', mail }, [], afterwards, [clientId]);
  const link = contactLinks.create({
    clientId,
    contactId,
    access: 'full',
    portal: true,
    notify: true,
    sign: true,
    status: 'linked',
  });
  const tail = await make.tail(clients.key(clientId).pk);
  await make.save([clientEvent('client.contact-linked', tail, [link])], afterwards);
  const given = NewEngagement.parse({ title: 'Books', services: [service] });
  const engagement = draft(given, clientId, newId('engagement'), afterwards, newId);
  const record = engagements.create(engagement);
  await make.save([engagementEvent('engagement.drafted', start(record.item.pk), [record])], afterwards);
  return { clientId, contactId, engagementId: engagement.id };
}

type State = 'draft' | 'out' | 'opened';

/** In the name of someone who is told of in full. */
export async function aLetter(scene: Scene, state: State, text = '{client.name} and {firm.name} agree.') {
  const { make } = scene;
  const { clientId, contactId, engagementId } = await aPlace(scene);
  const id = newId('letter');
  const drawn: Letter = {
    id,
    clientId,
    engagementId,
    kind: 'engagement-letter',
    title: 'Our letter',
    text,
    dueOn,
    signers: [{ contactId, name: 'Young Signer' }],
    status: 'draft',
    createdAt: afterwards,
  };
  const sha256 = Array.from(id.slice(-16), (one) => one.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  const when = { now: afterwards, today: afterwards.slice(0, 10) };
  const out = { ...rendered(send(drawn, when), sha256, afterwards), fileVersion: '1' };
  const letter = { draft: drawn, out, opened: opened(out, contactId, afterwards) }[state];
  const head = letters.create(letter);
  const file = letterFiles.create({ sha256, letterId: id, clientId, which: 'letter' });
  const records = state === 'draft' ? [head] : [head, file];
  await make.save([letterEvent('letter.drafted', start(head.item.pk), records)], afterwards);
  return { letterId: id, clientId, contactId, sha256 };
}

/** Someone who sends is to have a title for that. */
const aSender = ({ make }: Scene) =>
  make.member(
    {
      name: 'Young Sender',
      mail: `sender-${newId('member').toLowerCase()}@firm.example`,
      title: 'Partner',
      role: 'admin',
    },
    afterwards,
  );

const of = (state: State, body?: object) => async (scene: Scene) => {
  const { letterId } = await aLetter(scene, state);
  return { params: { letterId }, ...(body && { body }) };
};
const sent = (state: State, text?: string) => async (scene: Scene) => ({
  params: { letterId: (await aLetter(scene, state, text)).letterId },
  by: await aSender(scene),
});

const prepared = new WeakMap<Scene, Promise<string>>();
/** A client with ten letters that are out: as much as a page of ten shows, in a firm of any size. */
function aPageful(scene: Scene): Promise<string> {
  const made = async () => {
    const { clientId } = await aLetter(scene, 'out');
    for (let n = 1; n < 10; n++) await aLetter(scene, 'out');
    return clientId;
  };
  const found = prepared.get(scene) ?? made();
  prepared.set(scene, found);
  return found;
}

const one = '/v1/letters/{letterId}';
const ofTen = { limit: '10' };

export const letterCalls: readonly BenchCall[] = [
  {
    route: 'POST /v1/clients/{clientId}/letters',
    async request(scene) {
      const { clientId, contactId, engagementId } = await aPlace(scene);
      const body = { template: 'engagement-letter', engagementId, contactIds: [contactId], dueOn };
      return { params: { clientId }, body };
    },
  },
  {
    route: 'GET /v1/clients/{clientId}/letters',
    request: async (scene) => ({ params: { clientId: (await aLetter(scene, 'out')).clientId }, query: ofTen }),
  },
  {
    route: 'GET /v1/letters',
    when: 'a page of 10',
    async request(scene) {
      await aPageful(scene);
      return { query: ofTen };
    },
  },
  { route: `GET ${one}`, request: of('out') },
  { route: `PATCH ${one}`, request: of('draft', { title: 'Our other letter' }) },
  { route: `GET ${one}/preview`, request: of('draft') },
  { route: `POST ${one}/send`, request: sent('draft') },
  { route: `POST ${one}/resend`, request: sent('out') },
  { route: `POST ${one}/extend`, request: of('out', { dueOn: '2031-12-31' }) },
  { route: `POST ${one}/void`, request: of('out', { reason: 'They left' }) },
  { route: `GET ${one}/file`, when: 'the first of a sitting', request: of('out') },
  {
    route: 'GET /v1/letters/verify/{sha256}',
    request: async (scene) => ({ params: { sha256: (await aLetter(scene, 'out')).sha256 } }),
  },
];

const largest = { title: long(200), text: long(20_000) };

const longest = long(20_000);

export const worstLetterCalls: readonly BenchCall[] = [
  worst(
    `PATCH ${one}`,
    (scene) => aLetter(scene, 'draft', longest),
    () => ({ body: largest }),
  ),
  // What is sent is set in letters that are one byte each, or two.
  { ...worst(`POST ${one}/send`, (scene) => aLetter(scene, 'draft')), request: sent('draft', 'ü'.repeat(40_000)) },
  { ...worst(`POST ${one}/resend`, (scene) => aLetter(scene, 'out')), request: sent('out', longest) },
  worst(
    `POST ${one}/extend`,
    (scene) => aLetter(scene, 'out', longest),
    () => ({ body: { dueOn: '2031-12-31' } }),
  ),
  worst(
    `POST ${one}/void`,
    (scene) => aLetter(scene, 'out', longest),
    () => ({ body: { reason: long(1000) } }),
  ),
  worst(`GET ${one}/file`, (scene) => aLetter(scene, 'out', longest)),
];
