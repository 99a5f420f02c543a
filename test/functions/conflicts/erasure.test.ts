import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { onPartyErased } from '../../../functions/conflicts/on-erased.ts';
import { eventsOf } from '../../support/builders.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let juniper: string;
let odile: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  juniper = (await aClient(firm.admin.call, { name: 'Juniper Street Dental' })).id;
  odile = (await admin.post(`/v1/clients/${juniper}/contacts`, { name: 'Odile Marchetti' })).body.id;
  const spouse = { contactId: odile, kind: 'spouse', other: { name: 'Per Lindqvist' } };
  await admin.post(`/v1/clients/${juniper}/relations`, spouse);
  await firm.projected();
});

const search = async (names: string[], more: object = {}): Promise<string> => {
  const { id } = (await admin.post('/v1/conflicts', { names, ...more })).body;
  await firm.projected();
  return id as string;
};

/** As the reactor does on an erasure; it may come twice. */
async function erased(type: string): Promise<void> {
  const event = eventsOf(firm.memory.all()).find((one) => one.type === type)!;
  for (let i = 0; i < 2; i++) {
    await onErased(firm.memory, event);
    await onPartyErased(firm.memory, event);
  }
  await firm.projected();
}
const report = async (id: string): Promise<Answer> => (await admin.get(`/v1/conflicts/${id}`)).body;
const verdict = async (id: string): Promise<Answer> => (await admin.get(`/v1/conflicts/${id}/verify`)).body;
const expectGone = (...words: string[]) => {
  for (const word of words) expect(JSON.stringify(firm.memory.all())).not.toContain(word);
};

describe('erasing', () => {
  test('a person takes their name out of the reports that found them, and leaves that they were found', async () => {
    const id = await search(['Odile Marchetti', 'Per Lindqvist'], { note: 'Odile called' });
    const other = await search(['Juniper Street Dental']);
    await admin.post(`/v1/contacts/${odile}/erase`);
    await erased('contact.erased');
    const { findings, names, note } = await report(id);
    expect(findings[0]).toMatchObject({ name: 'Erased', hits: [{ found: 'Erased', why: 'same-name', erased: true }] });
    expect(note).toBeUndefined();
    expect(names[0]).toBe('Erased');
    expectGone('Odile', 'odile', 'Marchetti', 'marchetti');
    expect(await verdict(id)).toMatchObject({ verdict: 'erased' });
    expect(await verdict(other)).toMatchObject({ verdict: expect.stringMatching(/intact|erased/) });
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('a prospect takes everything that was asked about them', async () => {
    const prospect = (await aClient(firm.admin.call, { name: 'Halcyon Orthotics', lifecycle: 'archived' })).id;
    const id = await search(['Halcyon Orthotics', 'Kenji Nakamura'], { clientId: prospect, note: 'Kenji wrote' });
    await admin.post(`/v1/conflicts/${id}/decide`, { decision: 'declined', reason: 'Kenji is difficult' });
    await admin.post(`/v1/clients/${prospect}/erase`);
    await erased('client.erased');
    expectGone('Halcyon', 'Kenji', 'Nakamura', 'difficult');
    expect(await report(id)).toMatchObject({ names: ['Erased', 'Erased'], reason: 'Erased', decision: 'declined' });
    expect(await verdict(id)).toMatchObject({ verdict: 'erased' });
  });

  test('leaves what remains of a report still guarded against meddling', async () => {
    const id = await search(['Odile Marchetti']);
    await admin.post(`/v1/contacts/${odile}/erase`);
    await erased('contact.erased');
    firm.memory.meddle((rows) => {
      for (const item of rows.values()) if (item.entity === 'finding') item.hits = [];
    });
    expect(await verdict(id)).toMatchObject({ verdict: 'altered' });
  });
});
