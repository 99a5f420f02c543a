import { beforeEach, describe, expect, test } from 'vitest';
import { heardKey, remindedKey } from '../../../functions/chasing/marks.ts';
import { onHeard } from '../../../functions/chasing/on-heard.ts';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import { aClient, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { daysOf, followed, jobsIn, lookedAt, remindersIn } from '../../support/chasing.ts';
import { aPdf, comes, saidOf } from '../../support/documents.ts';
import { aSentLetter } from '../../support/letters.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { aContact, anAskingFirm, answerItem, aRequest, asContact, someRequest } from '../../support/requests.ts';

/** At nine on the day of the first reminder, and in the evening before. */
const [reminding, evening] = ['2026-03-11T15:00:00.000Z', '2026-03-11T01:00:00.000Z'];
const dueOn = '2026-03-13';

let firm: FirmUnderTest;
let clientId: string;
let contactId: string;

describe('whoever sent something for anything else', () => {
  let other: string;
  beforeEach(async () => {
    ({ firm, clientId, contactId } = await anAskingFirm());
    await us().post('/v1/firm/go-live');
    other = (await aClient(firm.admin.call, { name: 'Whitaker Holdings' })).id;
    await us().put(`/v1/clients/${other}/contacts/${contactId}`, { portal: true });
    await asked(clientId);
  });

  const us = () => verbs(firm.admin.call);
  const me = () => verbs(asContact(firm, contactId, [clientId, other]));
  const asked = (of: string, more: object = {}): Promise<Answer> =>
    aRequest(firm.admin.call, of, someRequest(contactId, { send: 'now', dueOn, ...more }));

  const ways: [what: string, send: () => Promise<unknown>][] = [
    [
      'a request of another client, all of it',
      async () => {
        const { id, asked: items } = await asked(other, { items: [answerItem] });
        at(evening);
        return me().post(`/portal/v1/requests/${id}/items/${items[0].id}/answer`, { text: 'no' });
      },
    ],
    [
      'an organizer',
      async () => {
        const questionnaireId = await aQuestionnaire(firm.admin.call);
        const body = someOrganizer(questionnaireId, contactId, { send: 'now', dueOn: '2026-06-30' });
        const organizer = await anOrganizer(firm.admin.call, other, body);
        at(evening);
        const path = `/portal/v1/organizers/${organizer.id}`;
        return me().post(`${path}/answers`, given((await me().get(path)).body, { moved: 'no' }));
      },
    ],
    [
      'a file that nobody asked for',
      async () => {
        at(evening);
        const bytes = aPdf();
        const folder = await us().post(`/v1/clients/${other}/folders`, {
          name: 'Leases',
          visibility: 'client-can-add',
        });
        const reply = await me().post(
          `/portal/v1/clients/${other}/folders/${folder.body.id}/documents`,
          saidOf('leases.pdf', bytes),
        );
        expect(reply.status, JSON.stringify(reply.body)).toBe(201);
        await comes(firm.memory, reply.body.id, bytes);
        return { status: 200 };
      },
    ],
  ];

  test.each(ways)('is left alone for two days: %s', async (_, send) => {
    expect(await send()).toMatchObject({ status: 200 });
    await followed(firm);
    await lookedAt(firm, reminding, 3);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-13']);
  });

  test('keeps nobody else from being reminded, and neither does what the firm does itself', async () => {
    const boris = await aContact(firm.admin.call, clientId, { name: 'Boris', mail: 'boris@juniper.example' });
    const { id, asked: items } = await asked(other, { items: [answerItem, answerItem] });
    await asked(clientId, { contactIds: [boris], title: 'Payroll' });
    at(evening);
    await us().post(`/v1/requests/${id}/items/${items[1].id}/waive`);
    await followed(firm);
    expect(firm.memory.all().filter(({ sk }) => sk === 'HEARD')).toEqual([]);
    await me().post(`/portal/v1/requests/${id}/items/${items[0].id}/answer`, { text: 'no' });
    await followed(firm);
    at(reminding);
    await remindersStep(firm.memory, reminding);
    expect(remindersIn(firm).map((mail) => mail.contactId)).toEqual([boris]);
  });

  test('is called at three all the same about what is urgent', async () => {
    await asked(other, { ladder: 'urgent', title: 'Payroll' });
    const { id, asked: items } = await asked(other, { items: [answerItem], dueOn: '2026-06-30' });
    at('2026-03-13T01:00:00.000Z');
    await me().post(`/portal/v1/requests/${id}/items/${items[0].id}/answer`, { text: 'no' });
    await followed(firm);
    await lookedAt(firm, '2026-03-13T12:00:00.000Z', 1);
    expect(jobsIn(firm)).toMatchObject([{ title: 'Call now about “Payroll”' }]);
    expect(remindersIn(firm)).toEqual([]);
  });

  test('has the latest of what they sent kept, in whichever order it is told', async () => {
    const { id, asked: items } = await asked(other, { items: [answerItem, answerItem] });
    for (const [n, now] of [evening, reminding].entries()) {
      at(now);
      await me().post(`/portal/v1/requests/${id}/items/${items[n].id}/answer`, { text: 'no' });
    }
    const events = firm.memory.all().filter(isEvent).toReversed();
    for (const { type, pk, sk } of events) await onHeard(firm.table, { type, pk, sk });
    const kept = await firm.memory.get(heardKey(contactId));
    expect((kept!.at as string).slice(0, 16)).toBe(reminding.slice(0, 16));
  });
});

describe('one mail a day reminds someone', () => {
  const us = () => verbs(firm.admin.call);

  test('also where they were reminded of one thing by hand', async () => {
    ({ firm, clientId, contactId } = await anAskingFirm());
    await us().post('/v1/firm/go-live');
    const questionnaireId = await aQuestionnaire(firm.admin.call);
    const body = someOrganizer(questionnaireId, contactId, { send: 'now', dueOn: '2026-06-30' });
    const organizer = await anOrganizer(firm.admin.call, clientId, body);
    await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now', dueOn }));
    at('2026-03-11T14:00:00.000Z');
    expect((await us().post(`/v1/organizers/${organizer.id}/nudge`)).status).toBe(200);
    await lookedAt(firm, reminding, 2);
    expect(daysOf(remindersIn(firm))).toEqual(['2026-03-11', '2026-03-12']);
    at('2026-03-12T18:00:00.000Z');
    const request = await aRequest(
      firm.admin.call,
      clientId,
      someRequest(contactId, { send: 'now', dueOn: '2026-06-30' }),
    );
    at('2026-03-16T14:00:00.000Z');
    expect((await us().post(`/v1/requests/${request.id}/nudge`)).status).toBe(200);
    expect((await us().post(`/v1/requests/${request.id}/nudge`)).status).toBe(200);
    await lookedAt(firm, '2026-03-16T15:00:00.000Z', 1);
    expect(daysOf(remindersIn(firm)).filter((on) => on === '2026-03-16')).toHaveLength(2);
  });

  test('of a letter to sign, or of what they owe', async () => {
    const { firm: theirs, clientId: of, people, lookedAtAfter, mails } = await aSentLetter();
    firm = theirs;
    const [alicia] = people;
    await aRequest(firm.admin.call, of, someRequest(alicia, { send: 'now', dueOn: '2026-03-11', ladder: 'short' }));
    const before = mails().length;
    // A week later, to the hour: the letter's first reminder waits, and the request's is due.
    await lookedAtAfter(7 * 24);
    expect(mails()).toHaveLength(before + 1);
    await remindersStep(firm.memory, '2026-03-11T17:30:00.000Z');
    expect(mails()).toHaveLength(before + 1);
    at('2026-03-12T17:00:00.000Z');
    await remindersStep(firm.memory, '2026-03-12T17:00:00.000Z');
    expect(mails()).toHaveLength(before + 2);
  });

  test('and a letter waits for the day after the mail of what they owe, and for two days after they sent something', async () => {
    const { firm: theirs, clientId: of, people, lookedAtAfter, mails } = await aSentLetter();
    firm = theirs;
    const [alicia] = people;
    const { id, asked } = await aRequest(
      firm.admin.call,
      of,
      someRequest(alicia, { send: 'now', dueOn: '2026-03-09', ladder: 'short', items: [answerItem, answerItem] }),
    );
    const before = mails().length;
    at('2026-03-09T16:00:00.000Z');
    await remindersStep(firm.memory, '2026-03-09T16:00:00.000Z');
    expect(mails()).toHaveLength(before + 1);
    await lookedAtAfter(5 * 24);
    expect(mails()).toHaveLength(before + 1);
    const me = verbs(asContact(firm, alicia, [of]));
    await me.post(`/portal/v1/requests/${id}/items/${asked[0].id}/answer`, { text: 'no' });
    await followed(firm);
    await lookedAtAfter(6 * 24);
    expect(mails()).toHaveLength(before + 1);
    await lookedAtAfter(7 * 24 + 1);
    expect(mails()).toHaveLength(before + 2);
    expect(await firm.memory.get(remindedKey(alicia))).toMatchObject({ on: '2026-03-11' });
  });
});
