import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { letterPdf } from '../../../functions/letters/pdf.ts';
import { aClient } from '../../support/call.ts';
import { aDraftLetter, aLetter, anAddress, aSentLetter, asSigner, signed } from '../../support/letters.ts';
import { aPortal } from '../../support/portal.ts';
import { aContact, officeHours } from '../../support/requests.ts';

afterEach(() => void vi.useRealTimers());

/** What a PDF of ours says, page by page: its streams are packed, and its words in hexadecimal. */
const saidIn = (pdf: Uint8Array): string =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/stream\n([^]*?)\nendstream/g),
  ]
    .map(([, packed]) => inflateSync(Buffer.from(packed!, 'latin1')).toString('latin1'))
    .flatMap((page) =>
      [...page.matchAll(/<([\dA-F]+)> Tj/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')),
    )
    .join('\n');

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a letter', () => {
  test('is drafted with fields, previewed, and sent with what they say', async () => {
    const { call, id, drawn } = await aLetter();
    expect(drawn.status).toBe(201);
    const preview = await call('GET', `/v1/letters/${id}/preview`);
    expect(preview.body).toMatchObject({ title: 'Engagement letter: Books', missing: [] });
    expect(preview.body.text).toContain('– Monthly close: $450.00 a month');
    const sent = await call('POST', `/v1/letters/${id}/send`);
    expect(sent.body).toMatchObject({ status: 'sent', title: 'Engagement letter: Books' });
    expect((await call('PATCH', `/v1/letters/${id}`, { body: { title: 'Other' } })).status).toBe(422);
    expect((await call('POST', `/v1/letters/${id}/send`)).status).toBe(422);
  });

  test('is not for people without the right to sign, nor sent with a hole', async () => {
    const { call, id, clientId, engagementId } = await aLetter();
    const contactId = await aContact(call, clientId, { name: 'Carl', mail: 'c@juniper.example', portal: true });
    expect((await aDraftLetter(call, { clientId, contactId, engagementId })).status).toBe(400);
    await call('PATCH', `/v1/letters/${id}`, { body: { text: 'From {client.name} to {nobody}' } });
    const refused = await call('POST', `/v1/letters/${id}/send`);
    expect(refused).toMatchObject({ status: 422, body: { fields: ['nobody'] } });
  });

  test('is mailed to one after the other, each once, and signed by both makes the engagement active', async () => {
    const { id, call, first, second, mails, settled, read, engagementId } = await aSentLetter();
    expect(mails()).toHaveLength(1);
    expect((await second('GET', `/portal/v1/letters/${id}`)).status).toBe(404);
    expect((await signed(first, id)).status).toBe(200);
    await settled();
    expect(mails()).toHaveLength(2);
    expect((await signed(second, id)).body).toMatchObject({ status: 'signed' });
    await settled();
    expect(mails().filter(({ subject }) => String(subject).startsWith('Before we start'))).toHaveLength(2);
    expect(await read()).toMatchObject({ status: 'signed', signedFileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const engagement = await call('GET', `/v1/engagements/${engagementId}`);
    expect(engagement.body).toMatchObject({ letter: 'signed', status: 'active' });
  });

  test('keeps from where and by what it was signed', async () => {
    const { id, first, firm } = await aSentLetter();
    await signed(first, id);
    const kept = firm.memory.all().find(({ entity }) => entity === 'acceptance');
    expect(kept).toMatchObject({
      address: '203.0.113.9',
      userAgent: 'A browser',
      signedAt: expect.stringMatching(/^2026-03-04T17:00/),
    });
  });

  test('is not there for others, and not signed twice, with another hash, after it was withdrawn or without the right', async () => {
    const { id, call, first, firm, clientId, people } = await aSentLetter();
    const { id: otherId } = await aClient(call, { name: 'Other' });
    expect((await asSigner(firm, people[0], otherId)('GET', `/portal/v1/letters/${id}`)).status).toBe(404);
    expect((await asSigner(firm, `con_${'0'.repeat(26)}`, clientId)('GET', `/portal/v1/letters/${id}`)).status).toBe(
      404,
    );
    expect((await signed(first, id, { documentSha256: '0'.repeat(64) })).status).toBe(400);
    const part = (sign: boolean) =>
      call('PUT', `/v1/clients/${clientId}/contacts/${people[0]}`, { body: { portal: true, sign } });
    await part(false);
    expect((await signed(first, id)).status).toBe(422);
    await part(true);
    expect((await signed(first, id)).status).toBe(200);
    expect((await signed(first, id)).status).toBe(422);
    await call('POST', `/v1/letters/${id}/void`, { body: { reason: 'Agreed anew' } });
    expect((await first('POST', `/portal/v1/letters/${id}/decline`, { body: { reason: 'No' } })).status).toBe(422);
  });

  test('that is declined says why, and its engagement is not begun', async () => {
    const { id, call, first, settled, read, engagementId } = await aSentLetter();
    await first('POST', `/portal/v1/letters/${id}/decline`, { body: { reason: 'Too dear' } });
    await settled();
    expect(await read()).toMatchObject({ status: 'declined', declined: { reason: 'Too dear' } });
    expect((await call('GET', `/v1/engagements/${engagementId}`)).body).toMatchObject({ letter: 'declined' });
  });

  test('tells who of the team downloaded its file, once a sitting', async () => {
    const { id, call, firm } = await aSentLetter();
    for (let n = 0; n < 3; n++) expect((await call('GET', `/v1/letters/${id}/file`)).status).toBe(200);
    const told = firm.memory.all().filter(({ type }) => type === 'letter.downloaded');
    expect(told.map(({ pk, actor }) => [pk, actor])).toEqual([[`LETTER#${id}`, firm.admin.id]]);
  });

  test('is mailed again to the one whose turn it is', async () => {
    const { id, call, mails } = await aSentLetter();
    expect((await call('POST', `/v1/letters/${id}/resend`)).status).toBe(200);
    expect(mails()).toHaveLength(2);
  });
});

test('nobody signs on a page that was opened by a copied link: whoever made it may be there', async () => {
  const { id, firm, people } = await aSentLetter();
  const { call } = await aPortal(firm).opened(people[0]);
  expect((await signed(call, id)).body).toMatchObject({
    status: 422,
    detail: expect.stringContaining('link in our mail'),
  });
});

describe('the files of a letter', () => {
  test('are known by their hashes to anyone, and altered by a byte to nobody', async () => {
    const { id, firm, first, second, settled, vault } = await aSentLetter();
    await signed(first, id);
    await settled();
    await signed(second, id);
    await settled();
    const anyone = (bytes: Uint8Array) =>
      firm.admin.call('GET', `/v1/letters/verify/${hashOf(bytes)}`, { claims: null });
    for (const [which, key] of [
      ['letter', `letters/${id}/letter.pdf`],
      ['signed', `letters/${id}/signed.pdf`],
    ] as const) {
      const bytes = vault.kept.get(key)!;
      const known = await anyone(bytes);
      expect(known.body).toMatchObject({ file: which, status: 'signed', signatures: { given: 2, asked: 2 } });
      const altered = Uint8Array.from(bytes);
      altered[altered.length >> 1]! ^= 1;
      expect((await anyone(altered)).status).toBe(404);
    }
  });

  test('say on the page of signatures where anyone can check them', async () => {
    const { id, first, second, settled, vault } = await aSentLetter();
    await signed(first, id);
    await settled();
    await signed(second, id);
    await settled();
    const where = `${anAddress}/portal/verify`;
    expect(saidIn(vault.kept.get(`letters/${id}/signed.pdf`)!)).toContain(where);
    expect(saidIn(vault.kept.get(`letters/${id}/letter.pdf`)!)).not.toContain(where);
  });

  test('are the same bytes however often they are made', async () => {
    const letter = { id: 'ltr_1', title: 'Our letter', text: `One\n\n${'word '.repeat(2000)}`, sentAt: officeHours };
    const once = await letterPdf(letter);
    vi.useFakeTimers({ now: Date.parse(officeHours) + 86_400_000, toFake: ['Date'] });
    expect(hashOf(await letterPdf(letter))).toBe(hashOf(once));
    expect(new TextDecoder('latin1').decode(once.slice(0, 5))).toBe('%PDF-');
  });
});
