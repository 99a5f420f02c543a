import { consent } from '../../functions/letters/consent.ts';
import { letterEvent } from '../../functions/letters/events.ts';
import type { Letter } from '../../functions/letters/letter.ts';
import { lettersStep } from '../../functions/letters/letters-step.ts';
import { onLetter } from '../../functions/letters/on-letter.ts';
import { render } from '../../functions/letters/rendering.ts';
import { rendered, send } from '../../functions/letters/signing.ts';
import { letterFiles, letters } from '../../functions/letters/store.ts';
import { start } from '../../shared/events/chain.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { at } from './at.ts';
import { anAuthor } from './builders.ts';
import { aClient, aFirm, type Call, type FirmUnderTest, type Reply } from './call.ts';
import { sha256Of } from './documents.ts';
import { aContact, aFirmThatWrites, asContact, officeHours } from './requests.ts';

type Place = { clientId: string; contactId: string; engagementId: string };

export const aDraftLetter = (
  call: Call,
  { clientId, contactId, engagementId }: Place,
  more: object = {},
): Promise<Reply> =>
  call('POST', `/v1/clients/${clientId}/letters`, {
    body: { template: 'engagement-letter', engagementId, contactIds: [contactId], dueOn: '2030-12-31', ...more },
  });

/** One that waits for its only signer, whatever the firm can mail; with the hash of its file. */
export async function aLetterThatIsOut({ memory, admin }: FirmUnderTest, { clientId, contactId, engagementId }: Place) {
  const id = newId('letter');
  const now = '2026-01-05T15:00:00.000Z';
  const draft: Letter = {
    id,
    clientId,
    engagementId,
    kind: 'engagement-letter',
    title: 'Our letter',
    text: 'We keep your books for $2,873.00 a month.',
    signers: [{ contactId, name: 'Odile Marchetti' }],
    dueOn: '2030-12-31',
    status: 'draft',
    senderId: admin.id,
    createdAt: now,
  };
  const sha256 = sha256Of(id);
  const out = { ...rendered(send(draft, { now, today: '2026-01-05' }), sha256, now), fileVersion: '1' };
  const record = letters.create(out);
  const file = letterFiles.create({ sha256, letterId: id, clientId, which: 'letter' });
  await write(memory, [letterEvent('letter.rendered', start(record.item.pk), [record, file])], anAuthor(admin.id));
  return { letterId: id, sha256 };
}

/** The portal as someone calls it who signs, from a browser somewhere. */
export function asSigner(firm: FirmUnderTest, contactId: string, clientId: string): Call {
  const call = asContact(firm, contactId, [clientId]);
  return (method, path, sent = {}) => {
    const headers = { 'user-agent': 'A browser', 'x-forwarded-for': '203.0.113.9, 198.51.100.1', ...sent.headers };
    return call(method, path, { ...sent, headers });
  };
}

const hour = 3_600_000;

/** Where the firm is found. */
export const anAddress = 'https://firm.example';

/** The vault in memory. */
export function aVault() {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: async (key: string, bytes: Uint8Array) => (kept.set(key, bytes), 'v1'),
    read: async (key: string) => kept.get(key)!,
    destroy: async (key: string) => void kept.delete(key),
  };
}

/** A letter that two people of a client are to sign, and the means by which it goes on as on the bus. */
export async function aLetter(more: { engagement?: object; letter?: object; language?: string } = {}) {
  at(officeHours);
  const firm = await aFirm();
  await aFirmThatWrites(firm);
  const { call } = firm.admin;
  await call('POST', '/v1/firm/go-live');
  const { id: clientId } = await aClient(call, { name: 'Juniper Street Dental' });
  const person = (name: string, about: object = {}) =>
    aContact(call, clientId, { name, mail: `${name}@juniper.example`, portal: true, sign: true, ...about });
  const { language } = more;
  const people = [await person('Alicia', { ...(language && { language }) }), await person('Boris')] as const;
  const amount = { amount: 45_000, currency: 'USD' };
  const service = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee: { how: 'fixed', amount } };
  const engagement = await call('POST', `/v1/clients/${clientId}/engagements`, {
    body: { title: 'Books', services: [service], ...more.engagement },
  });
  const engagementId = engagement.body.id as string;
  const place = { clientId, contactId: people[0], engagementId };
  const drawn = await aDraftLetter(call, place, { contactIds: people, dueOn: '2026-04-01', ...more.letter });
  const id = drawn.body.id as string;
  const vault = aVault();
  /** What the bus would have had done by now, as often as it likes. */
  async function settled() {
    for (let turn = 0; turn < 2; turn++) {
      await render({ table: firm.table, vault, site: anAddress }, id);
      await onLetter(firm.table, `LETTER#${id}`);
    }
  }
  const mails = () => firm.memory.all().filter(({ entity }) => entity === 'mail');
  const read = async () => (await call('GET', `/v1/letters/${id}`)).body;
  /** The hourly look at letters, so many hours after the letter was written. */
  async function lookedAtAfter(hours: number) {
    at(new Date(Date.parse(officeHours) + hours * hour).toISOString());
    await lettersStep(firm.table);
  }
  return { firm, call, clientId, people, engagementId, id, vault, settled, lookedAtAfter, mails, read, drawn };
}

export async function aSentLetter(more: Parameters<typeof aLetter>[0] = {}) {
  const letter = await aLetter(more);
  const reply = await letter.call('POST', `/v1/letters/${letter.id}/send`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  await letter.settled();
  const [first, second] = letter.people.map((id) => asSigner(letter.firm, id, letter.clientId)) as [Call, Call];
  return { ...letter, first, second };
}

/** Reads a letter and signs what was read. */
export async function signed(call: Call, id: string, more: object = {}): Promise<Reply> {
  const { body } = await call('GET', `/portal/v1/letters/${id}`);
  const given = {
    documentSha256: body.documentSha256,
    consentVersion: consent.version,
    signature: { method: 'typed', name: 'Zoë Łęcka' },
  };
  return call('POST', `/portal/v1/letters/${id}/sign`, { body: { ...given, ...more } });
}
