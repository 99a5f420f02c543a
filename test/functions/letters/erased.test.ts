import { describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseLetters } from '../../../functions/letters/on-erased.ts';
import { render } from '../../../functions/letters/rendering.ts';
import { aSentLetter, signed } from '../../support/letters.ts';

async function erased(letter: Awaited<ReturnType<typeof aSentLetter>>) {
  const { call, clientId, firm } = letter;
  await call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
  const reply = await call('POST', `/v1/clients/${clientId}/erase`);
  expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
  const eventOf = (kind: string) => firm.memory.all().find(({ type }) => type === kind)!;
  await eraseLetters(firm.table, eventOf('client.erased'));
  await eraseLetters(firm.table, eventOf('client.erased'));
  await onErased(firm.table, eventOf('letter.erased'));
  await render({ table: firm.table, vault: letter.vault }, letter.id);
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
