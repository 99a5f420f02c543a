import { beforeEach, describe, expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseOnboardings } from '../../../functions/onboarding/on-erased.ts';
import { onOnboarding } from '../../../functions/onboarding/on-event.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { aLetterThatIsOut } from '../../support/letters.ts';
import { verbs } from '../../support/office.ts';
import { aSentOrganizer } from '../../support/organizers.ts';
import { aContact, aSentRequest } from '../../support/requests.ts';

const monday = '2026-03-02T16:00:00.000Z';

let firm: FirmUnderTest;
let clientId: string;
const admin = () => verbs(firm.admin.call);

beforeEach(async () => {
  at(monday);
  firm = await aFirm();
  ({ id: clientId } = await aClient(firm.admin.call, { name: 'Bluebonnet Events', lifecycle: 'prospect' }));
});

async function aBegun(of = clientId): Promise<Answer> {
  const reply = await admin().post(`/v1/clients/${of}/onboarding`, { before: 60 });
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  return reply.body;
}

const events = (): Event[] => firm.memory.all().filter(isEvent) as unknown as Event[];

/** Every event so far is told, in this order and each as often. */
async function told(order: (all: Event[]) => Event[] = (all) => all): Promise<void> {
  for (const { type, pk } of order(events())) await onOnboarding(firm.table, { type, pk });
}

const stepsOf = async (id: string): Promise<Record<string, Answer>> => {
  const { body } = await admin().get(`/v1/onboardings/${id}`);
  return Object.fromEntries(body.steps.map((one: Answer) => [one.step, one]));
};
const stateIn = async (id: string) =>
  Object.fromEntries(Object.entries(await stepsOf(id)).map(([step, { state }]) => [step, state]));

/** Everything that a client goes through, but for what they do themselves. */
async function theFirmsPart(): Promise<void> {
  const contactId = await aContact(firm.admin.call, clientId, { portal: true, sign: true });
  const search = await admin().post('/v1/conflicts', { names: ['Bluebonnet Events'], clientId });
  await admin().post(`/v1/conflicts/${search.body.id}/decide`, { decision: 'clear', reason: 'Nothing found' });
  const engagement = await admin().post(`/v1/clients/${clientId}/engagements`, { title: 'Books' });
  const service = { code: 'CLOSE', name: 'Monthly close', frequency: 'monthly' };
  await admin().post(`/v1/engagements/${engagement.body.id}/services`, service);
  await aSentOrganizer(firm, clientId, contactId);
  await aSentRequest(firm, clientId, contactId);
}

describe('the steps of an onboarding', () => {
  test('follow what happens, whatever order it is told in and however often', async () => {
    const { id } = await aBegun();
    await theFirmsPart();
    await told((all) => all.toReversed());
    const backwards = await stateIn(id);
    expect(backwards).toEqual({
      client: 'done',
      conflicts: 'done',
      engagement: 'done',
      letter: 'open',
      organizer: 'under-way',
      request: 'under-way',
      series: 'open',
    });
    const before = events().length;
    await told();
    expect(await stateIn(id)).toEqual(backwards);
    expect(events()).toHaveLength(before);
    expect(await checkPartition(firm.memory, `ONBOARDING#${id}`, undefined)).not.toHaveProperty('finding');
  });

  test('know what was there before it began', async () => {
    await theFirmsPart();
    const { id } = await aBegun();
    await told((all) => all.filter(({ type }) => type === 'onboarding.begun'));
    expect(await stateIn(id)).toMatchObject({ client: 'done', conflicts: 'done', engagement: 'done' });
  });

  test('have a letter under way when it is out', async () => {
    const { id } = await aBegun();
    const contactId = await aContact(firm.admin.call, clientId, { portal: true, sign: true });
    const engagement = await admin().post(`/v1/clients/${clientId}/engagements`, { title: 'Books' });
    const { letterId } = await aLetterThatIsOut(firm, { clientId, contactId, engagementId: engagement.body.id });
    await onOnboarding(firm.table, { type: 'letter.sent', pk: `LETTER#${letterId}` });
    expect(await stateIn(id)).toMatchObject({ letter: 'under-way', engagement: 'open' });
  });

  test('are not moved by what happens to another client', async () => {
    const { id } = await aBegun();
    const other = await aClient(firm.admin.call, { name: 'Someone Else' });
    await admin().post('/v1/conflicts', { names: ['Someone Else'], clientId: other.id });
    await told();
    expect(await stateIn(id)).toMatchObject({ conflicts: 'open' });
  });

  test('leave a search that was decided against as it is: the client is not taken', async () => {
    const { id } = await aBegun();
    const search = await admin().post('/v1/conflicts', { names: ['Bluebonnet Events'], clientId });
    await admin().post(`/v1/conflicts/${search.body.id}/decide`, { decision: 'declined', reason: 'Adverse' });
    await told();
    expect(await stateIn(id)).toMatchObject({ conflicts: 'under-way' });
  });
});

describe('the onboarding of an erased client', () => {
  test('says nothing of them, and stands in no list and no report', async () => {
    const { id } = await aBegun();
    await admin().post(`/v1/onboardings/${id}/steps/letter/skip`, { reason: 'Odile signed at her notary' });
    await admin().patch(`/v1/clients/${clientId}`, { lifecycle: 'archived' });
    expect((await admin().post(`/v1/clients/${clientId}/erase`)).status).toBeLessThan(300);
    const erased = (type: string) => firm.memory.all().find((item) => item.type === type)!;
    for (let n = 0; n < 2; n++) await eraseOnboardings(firm.table, erased('client.erased'));
    await onErased(firm.table, erased('onboarding.erased'));
    expect(JSON.stringify(firm.memory.all().filter(({ pk }) => pk.startsWith('ONBOARDING')))).not.toMatch(/Odile/);
    for (const state of ['under-way', 'finished'])
      expect((await admin().get('/v1/onboardings', { query: { state } })).body.items).toEqual([]);
    expect((await admin().get('/v1/reports/onboarding')).body.begun).toBe(0);
    const refused = await admin().post(`/v1/onboardings/${id}/steps/letter/reopen`);
    expect(refused.status).toBe(422);
    expect(await checkPartition(firm.memory, `ONBOARDING#${id}`, undefined)).not.toHaveProperty('finding');
  });
});

describe('the onboarding of a client that was merged into another', () => {
  test('goes on with the other, and follows what happens there', async () => {
    const { id } = await aBegun();
    const kept = await aClient(firm.admin.call, { name: 'Bluebonnet Event Rentals' });
    const merge = await admin().post(`/v1/clients/${kept.id}/merge`, { from: clientId });
    expect(merge.status, JSON.stringify(merge.body)).toBe(200);
    await worked(firm, merge.body.batchId);
    expect((await admin().get(`/v1/onboardings/${id}`)).body.clientId).toBe(kept.id);
    await admin().post('/v1/conflicts', { names: ['Bluebonnet'], clientId: kept.id });
    await told();
    expect(await stateIn(id)).toMatchObject({ conflicts: 'under-way' });
    expect((await admin().post(`/v1/clients/${kept.id}/onboarding`)).status).toBe(422);
  });
});
