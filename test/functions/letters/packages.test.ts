import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { draft, NewEngagement } from '../../../functions/engagements/engagement.ts';
import { blankAcceptance, hashOf } from '../../../functions/letters/acceptance.ts';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { agreedIn, choose, inWords, Package, Packages, tagged } from '../../../functions/letters/packages.ts';
import { letterPdf } from '../../../functions/letters/pdf.ts';
import { newId } from '../../../shared/ids.ts';
import { aLetter, asSigner, signed } from '../../support/letters.ts';
import { officeHours } from '../../support/requests.ts';

const dollars = (amount: number) => ({
  how: 'fixed' as const,
  amount: { amount: amount * 100, currency: 'USD' as const },
});
const close = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee: dollars(500) } as const;
const payroll = { code: 'PAY', name: 'Payroll', frequency: 'monthly', fee: dollars(120) } as const;
const essential = Package.parse({ name: 'Essential', services: [close], tags: ['essential'] });
const complete = Package.parse({ name: 'Complete', text: 'All of it.', services: [close, payroll], tags: ['payroll'] });
const offer = { id: 'ltr_1', packages: [essential, complete] };

describe('choosing a package', () => {
  test('takes one that is offered, and later signers the same', () => {
    expect(choose(offer, 'Complete')).toBe('Complete');
    expect(choose({ ...offer, chosen: 'Complete' }, 'Complete')).toBe('Complete');
    expect(() => choose(offer, undefined)).toThrow('');
    expect(() => choose(offer, 'Other')).toThrow('');
    expect(() => choose({ ...offer, chosen: 'Complete' }, 'Essential')).toThrow('');
  });

  test('is for proposals alone', () => {
    expect(choose({}, undefined)).toBeUndefined();
    expect(() => choose({}, 'Complete')).toThrow('');
  });

  test('is among three at most, each with a name of its own', () => {
    expect(Packages.safeParse([essential, complete]).success).toBe(true);
    expect(Packages.safeParse([essential, essential]).success).toBe(false);
    const four = ['A', 'B', 'C', 'D'].map((name) => ({ ...essential, name }));
    expect(Packages.safeParse(four).success).toBe(false);
  });

  test('is read in words, without what is for the firm alone', () => {
    expect(inWords(complete)).toEqual({
      name: 'Complete',
      text: 'All of it.',
      services: [
        { name: 'Monthly close', fee: '$500.00 a month' },
        { name: 'Payroll', fee: '$120.00 a month' },
      ],
    });
  });
});

describe('what was chosen becomes the engagement’s', () => {
  const given = NewEngagement.parse({ title: 'Books', services: [{ ...close, fee: dollars(450) }] });
  const engagement = draft(given, 'cli_1', 'eng_1', officeHours, newId);

  test('once: a service it has is as agreed now, the others are added', () => {
    const after = agreedIn(engagement, { ...offer, chosen: 'Complete' }, newId);
    expect(after.services.map(({ code }) => code)).toEqual(['CLOSE', 'PAY']);
    expect(after.services[0]!.id).toBe(engagement.services[0]!.id);
    expect(Object.values(after.fees!)).toEqual([dollars(500), dollars(120)]);
    const later = { ...after, services: [] };
    expect(agreedIn(later, { ...offer, chosen: 'Complete' }, newId)).toBe(later);
  });

  test('not before one is chosen', () => {
    expect(agreedIn(engagement, offer, newId)).toBe(engagement);
  });

  test('with its tags, none of them twice', () => {
    expect(tagged(['Payroll', 'retail'], complete)).toEqual(['Payroll', 'retail']);
    expect(tagged(['retail'], complete)).toEqual(['retail', 'payroll']);
  });
});

describe('the file of a proposal', () => {
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const letter = { id: 'ltr_1', title: 'Our proposal', text: 'Choose.', sentAt: officeHours };

  test('shows the packages, and with what was chosen is another', async () => {
    const plain = await letterPdf(letter);
    const offered = await letterPdf({ ...letter, packages: [essential, complete] });
    expect(sha(offered)).not.toBe(sha(plain));
    const evidence = {
      fileSha256: sha(offered),
      signedAt: officeHours,
      signatures: [],
      verifyAt: 'https://firm.example',
    };
    const chosen = (name: string) => letterPdf({ ...letter, packages: [essential, complete], chosen: name }, evidence);
    expect(sha(await chosen('Complete'))).not.toBe(sha(await chosen('Essential')));
  });
});

describe('a proposal through the API', () => {
  const proposal = { template: 'proposal', packages: [essential, complete] };

  async function aSentProposal() {
    const letter = await aLetter({ engagement: { services: [] }, letter: proposal });
    expect(letter.drawn.status).toBe(201);
    const preview = await letter.call('GET', `/v1/letters/${letter.id}/preview`);
    expect(preview.body.packages.map(({ name }: { name: string }) => name)).toEqual(['Essential', 'Complete']);
    expect((await letter.call('POST', `/v1/letters/${letter.id}/send`)).status).toBe(200);
    await letter.settled();
    const [first, second] = letter.people.map((one) => asSigner(letter.firm, one, letter.clientId));
    return { ...letter, first: first!, second: second! };
  }

  test('needs a package before it is sent, and no other letter has any', async () => {
    const { call, id } = await aLetter({ letter: { template: 'proposal' } });
    expect(await call('POST', `/v1/letters/${id}/send`)).toMatchObject({ status: 422, body: { field: 'packages' } });
    const other = await aLetter({ letter: { packages: [essential] } });
    expect((await other.call('POST', `/v1/letters/${other.id}/send`)).status).toBe(422);
  });

  test('names what it costs only to who may see amounts, and is changed by nobody else', async () => {
    const { firm, id, call, clientId, engagementId, people } = await aLetter({ letter: proposal });
    expect((await call('GET', `/v1/letters/${id}`)).body.packages).toHaveLength(2);
    const other = await firm.member('member', { rights: { amounts: false } });
    const seen = await other.call('GET', `/v1/letters/${id}`);
    expect(seen.status).toBe(200);
    expect(seen.body).not.toHaveProperty('packages');
    const { packages } = proposal;
    expect((await other.call('PATCH', `/v1/letters/${id}`, { body: { packages } })).status).toBe(403);
    const drafted = { ...proposal, engagementId, contactIds: people, dueOn: '2026-04-01' };
    expect((await other.call('POST', `/v1/clients/${clientId}/letters`, { body: drafted })).status).toBe(403);
  });

  test('is told on the portal without codes, templates and tags', async () => {
    const { first, id } = await aSentProposal();
    const { body } = await first('GET', `/portal/v1/letters/${id}`);
    expect(body.packages).toEqual([essential, complete].map(inWords));
    expect(JSON.stringify(body)).not.toMatch(/CLOSE|"payroll"|"tags"/);
  });

  test('is not signed without a choice, and by the second only for what the first chose', async () => {
    const { first, second, id, settled, firm } = await aSentProposal();
    expect((await signed(first, id)).status).toBe(400);
    expect((await signed(first, id, { package: 'Another' })).status).toBe(400);
    expect((await signed(first, id, { package: 'Complete' })).body).toMatchObject({ chosen: 'Complete' });
    await settled();
    expect((await signed(second, id, { package: 'Essential' })).status).toBe(400);
    expect((await signed(second, id, { package: 'Complete' })).body).toMatchObject({ status: 'signed' });
    const accepted = firm.memory.all().filter(({ entity }) => entity === 'acceptance');
    expect(accepted.map((one) => one.package)).toEqual(['Complete', 'Complete']);
  });

  test('signed, gives the engagement what was chosen and the client its tags, once', async () => {
    const { first, second, id, settled, call, engagementId, clientId, firm } = await aSentProposal();
    await signed(first, id, { package: 'Complete' });
    await settled();
    await signed(second, id, { package: 'Complete' });
    await settled();
    const engagement = async () => (await call('GET', `/v1/engagements/${engagementId}`)).body;
    const client = async () => (await call('GET', `/v1/clients/${clientId}`)).body;
    expect(await engagement()).toMatchObject({
      status: 'active',
      letter: 'signed',
      services: [{ code: 'CLOSE', fee: dollars(500) }, { code: 'PAY' }],
    });
    expect((await client()).tags).toEqual(['payroll']);
    const { services } = await engagement();
    await call('DELETE', `/v1/engagements/${engagementId}/services/${services[1].id}`);
    await call('PATCH', `/v1/clients/${clientId}`, { body: { tags: [] } });
    await onLetter(firm.table, `LETTER#${id}`);
    expect((await engagement()).services).toHaveLength(1);
    expect((await client()).tags).toEqual([]);
  });
});

test('what someone chose is part of what they accepted', () => {
  const acceptance = {
    documentSha256: 'a'.repeat(64),
    signer: { contactId: 'con_1', name: 'Anna' },
    consentVersion: 1,
    signature: { method: 'typed' as const, name: 'Anna' },
    address: '',
    userAgent: '',
    sentAt: officeHours,
    openedAt: officeHours,
    signedAt: officeHours,
  };
  const of = (name: string) => hashOf({ ...acceptance, package: name });
  expect(of('Complete')).not.toBe(of('Essential'));
  expect(of('Complete')).not.toBe(hashOf(acceptance));
  expect(blankAcceptance({ ...acceptance, package: 'Complete' })).not.toHaveProperty('package');
});
