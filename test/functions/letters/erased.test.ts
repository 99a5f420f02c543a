import { describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseLetters } from '../../../functions/letters/on-erased.ts';
import { render } from '../../../functions/letters/rendering.ts';
import { worked } from '../../support/batches.ts';
import { aClient } from '../../support/call.ts';
import { anAddress, aSentLetter, signed } from '../../support/letters.ts';
import { aContact } from '../../support/requests.ts';

async function erased(letter: Awaited<ReturnType<typeof aSentLetter>>) {
  const { call, clientId, firm } = letter;
  await call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
  const reply = await call('POST', `/v1/clients/${clientId}/erase`);
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  const eventOf = (kind: string) => firm.memory.all().find(({ type }) => type === kind)!;
  await eraseLetters(firm.table, eventOf('client.erased'));
  await eraseLetters(firm.table, eventOf('client.erased'));
  await onErased(firm.table, eventOf('letter.erased'));
  await render({ table: firm.table, vault: letter.vault, site: anAddress }, letter.id);
}

describe('the letters of an erased client', () => {
  test('say nothing of whom they were between, nor from where they were signed, and have no files', async () => {
    const letter = await aSentLetter();
    await signed(letter.first, letter.id);
    await letter.settled();
    expect(letter.vault.kept.size).toBe(1);
    await erased(letter);
    const left = letter.firm.memory.all().filter(({ pk }) => pk === `LETTER#${letter.id}`);
    expect(JSON.stringify(left)).not.toMatch(/Juniper|Alicia|Boris|Zoë|203\.0\.113|A browser|Monthly close/);
    expect(left.find(({ entity }) => entity === 'letter')).toMatchObject({ title: 'Erased', status: 'void' });
    expect(letter.vault.kept.size).toBe(0);
    expect(await checkPartition(letter.firm.memory, `LETTER#${letter.id}`, undefined)).not.toHaveProperty('finding');
  });
});

describe('a signer who is erased', () => {
  const left = (letter: Awaited<ReturnType<typeof aSentLetter>>) =>
    letter.firm.memory.all().filter(({ pk }) => pk === `LETTER#${letter.id}`);

  async function erasedSigner(letter: Awaited<ReturnType<typeof aSentLetter>>) {
    const { call, people, firm } = letter;
    const reply = await call('POST', `/v1/contacts/${people[0]}/erase`);
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    const told = firm.memory.all().find(({ type }) => type === 'contact.erased')!;
    for (let n = 0; n < 2; n++) await eraseLetters(firm.table, told);
    for (const event of left(letter).filter(({ type }) => type === 'letter.erased')) await onErased(firm.table, event);
  }

  test('is named nowhere; that the letter was signed, when, and the hash of how stay', async () => {
    const letter = await aSentLetter();
    await signed(letter.first, letter.id);
    const { signers, textSha256 } = await letter.read();
    await erasedSigner(letter);
    expect(JSON.stringify(left(letter))).not.toMatch(/Alicia|Zoë|203\.0\.113|A browser/);
    const after = await letter.read();
    expect(after).toMatchObject({
      status: 'partly-signed',
      textSha256,
      signers: [{ name: 'Erased' }, { name: 'Boris' }],
    });
    const { signedAt, acceptance } = signers[0];
    expect(after.signers[0]).toMatchObject({ signedAt, acceptance });
    expect(left(letter).filter(({ type }) => type === 'letter.erased')).toHaveLength(1);
    expect(await checkPartition(letter.firm.memory, `LETTER#${letter.id}`, undefined)).not.toHaveProperty('finding');
  });

  test('who declined it leaves no reason behind', async () => {
    const letter = await aSentLetter();
    await letter.first('POST', `/portal/v1/letters/${letter.id}/decline`, { body: { reason: 'My secret reason' } });
    await erasedSigner(letter);
    expect(JSON.stringify(left(letter))).not.toContain('secret');
    expect(await letter.read()).toMatchObject({ status: 'declined', declined: { reason: 'Erased' } });
  });
});

describe('the record of how a letter was signed', () => {
  test('keeps the name that signed, whoever the person is found to be, and whatever client it goes to', async () => {
    const letter = await aSentLetter();
    await signed(letter.first, letter.id);
    const { call, firm, clientId, people } = letter;
    const other = await aContact(call, clientId, { name: 'Alice Whitaker', mail: 'alice@mail.example' });
    const merged = await call('POST', `/v1/contacts/${other}/merge`, { body: { from: people[0] } });
    expect(merged.status, JSON.stringify(merged.body)).toBeLessThan(300);
    await worked(firm, merged.body.batchId);
    const { id: into } = await aClient(call, { name: 'Juniper Dental, P.C.' });
    const moved = await call('POST', `/v1/clients/${into}/merge`, { body: { from: clientId } });
    await worked(firm, moved.body.batchId);
    const accepted = firm.memory.all().find(({ entity }) => entity === 'acceptance');
    expect(accepted).toMatchObject({ clientId: into, signer: { name: 'Alicia' }, signature: { name: 'Zoë Łęcka' } });
    const { signers } = await letter.read();
    expect(signers[0]).toMatchObject({ name: 'Alicia', acceptance: expect.any(String) });
  });
});
