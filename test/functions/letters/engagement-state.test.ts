import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../functions/letters/engagement-state.ts';
import type { Letter } from '../../../functions/letters/letter.ts';
import { render } from '../../../functions/letters/rendering.ts';
import { onLetter } from '../../../functions/letters/on-letter.ts';
import { aDraftLetter, aSentLetter, aVault, anAddress, signed } from '../../support/letters.ts';

const letter = (status: Letter['status'], day?: string) => ({
  status,
  ...(day && { sentAt: `2026-03-${day}T12:00:00.000Z` }),
});

describe('the letters of an engagement', () => {
  test.each([
    ['one that is signed, whatever else', [letter('declined', '09'), letter('signed', '01')], 'signed'],
    ['the one that is out, also before a newer that is over', [letter('expired', '09'), letter('sent', '01')], 'sent'],
    ['one that some have signed', [letter('partly-signed', '01')], 'sent'],
    ['the newest of those that are over', [letter('declined', '01'), letter('expired', '02')], 'expired'],
    [
      'the one that was answered, where a newer was withdrawn',
      [letter('declined', '01'), letter('void', '02')],
      'declined',
    ],
    ['none, where what was sent was withdrawn', [letter('void', '01'), letter('draft')], 'none'],
    ['nothing, where none was sent', [letter('draft'), letter('void')], undefined],
    ['nothing, where there are none', [], undefined],
  ] as const)('come to %s', (_, letters, standing) => {
    expect(standingOf(letters)).toBe(standing);
    expect(standingOf(letters.toReversed())).toBe(standing);
  });
});

/** An engagement whose first letter is out, and a second one that was sent after it. */
async function twoLetters() {
  const first = await aSentLetter();
  const { call, clientId, engagementId, people, firm } = first;
  const place = { clientId, contactId: people[0], engagementId };
  const drawn = await aDraftLetter(call, place, { contactIds: people, dueOn: '2026-12-01' });
  const id: string = drawn.body.id;
  const vault = aVault();
  const settled = async () => {
    for (let turn = 0; turn < 2; turn++) {
      await render({ table: firm.table, vault, site: anAddress }, id);
      await onLetter(firm.table, `LETTER#${id}`);
    }
  };
  if ((await call('POST', `/v1/letters/${id}/send`)).status !== 200) throw new Error('It was not sent');
  await settled();
  const says = async () => (await call('GET', `/v1/engagements/${engagementId}`)).body.letter;
  const withdrawn = (which: string) => call('POST', `/v1/letters/${which}/void`, { body: { reason: 'Another one' } });
  return { first, newer: { id, settled }, says, withdrawn };
}

describe('an engagement with two letters', () => {
  test('says that one is out while the newer is, whatever becomes of the older', async () => {
    const { first, newer, says, withdrawn } = await twoLetters();
    await first.first('POST', `/portal/v1/letters/${first.id}/decline`, { body: { reason: 'Too dear' } });
    await first.settled();
    expect(await says()).toBe('sent');
    await withdrawn(newer.id);
    await newer.settled();
    expect(await says()).toBe('declined');
  });

  test('says so also when the older expires', async () => {
    const { first, newer, says } = await twoLetters();
    await first.lookedAtAfter(29 * 24);
    await first.settled();
    expect(await first.read()).toMatchObject({ status: 'expired' });
    expect(await says()).toBe('sent');
    await signed(first.first, newer.id);
    await signed(first.second, newer.id);
    await newer.settled();
    expect(await says()).toBe('signed');
    await onLetter(first.firm.table, `LETTER#${first.id}`);
    expect(await says()).toBe('signed');
  });

  test('has no letter again when both were withdrawn', async () => {
    const { first, newer, says, withdrawn } = await twoLetters();
    await withdrawn(first.id);
    await first.settled();
    expect(await says()).toBe('sent');
    await withdrawn(newer.id);
    await newer.settled();
    expect(await says()).toBe('none');
  });

  test('keeps what people said of a letter that is not from here', async () => {
    const { first, newer, says, withdrawn } = await twoLetters();
    await withdrawn(newer.id);
    await newer.settled();
    await first.call('PATCH', `/v1/engagements/${first.engagementId}`, { body: { letter: 'not-needed' } });
    await withdrawn(first.id);
    await first.settled();
    expect(await says()).toBe('not-needed');
  });
});
