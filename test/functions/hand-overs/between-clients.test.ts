import { expect, test } from 'vitest';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import type { Answer } from '../../support/call.ts';
import { aSentLetter } from '../../support/letters.ts';
import { someThread } from '../../support/messages.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, someOrganizer } from '../../support/organizers.ts';
import { aRequest, someRequest } from '../../support/requests.ts';

/** What of a client goes on in the name of someone who leaves, and what is over. */
async function aSender() {
  const letter = await aSentLetter();
  const { firm, call, clientId, people, id: letterId } = letter;
  const [contactId] = people;
  const leaver = firm.admin;
  const priya = await firm.member('admin');
  await call('PATCH', `/v1/team/${priya.id}`, { body: { title: 'Accountant' } });
  const request = await aRequest(call, clientId, someRequest(contactId, { send: 'now' }));
  const over = await aRequest(call, clientId, someRequest(contactId, { send: 'now', title: 'Over' }));
  await call('POST', `/v1/requests/${over.id}/cancel`);
  const questionnaireId = await aQuestionnaire(call);
  const organizer = await anOrganizer(call, clientId, someOrganizer(questionnaireId, contactId, { send: 'now' }));
  const asked = await call('POST', `/v1/clients/${clientId}/threads`, {
    body: { ...someThread(contactId), assignedTo: leaver.id },
  });
  const closed = await call('POST', `/v1/clients/${clientId}/threads`, {
    body: { ...someThread(contactId), assignedTo: leaver.id },
  });
  await call('POST', `/v1/threads/${closed.body.id}/close`);
  await firm.projected();
  return {
    firm,
    leaver,
    priya,
    open: { letterId, requestId: request.id, organizerId: organizer.id, threadId: asked.body.id },
    over: { requestId: over.id, threadId: closed.body.id },
  };
}

test('what goes on with clients in the name of a leaver goes to whom they hand over to, and what is over stays', async () => {
  const { firm, leaver, priya, open, over } = await aSender();
  const them = verbs(priya.call);
  const path = `/v1/team/${leaver.id}/hand-over`;
  const { body: shown } = await them.post(`${path}/preview`, { to: priya.id });
  const parts = shown.items.map(
    ({ kind, moves }: Answer) => `${kind}: ${moves.map(({ part }: Answer) => part).join()}`,
  );
  expect(parts).toEqual(
    expect.arrayContaining(['letter: sender', 'request: sender', 'organizer: sender', 'thread: answers']),
  );
  const begun = await them.post(path, { to: priya.id, digest: shown.digest, endAccess: false });
  expect(begun.status, JSON.stringify(begun.body)).toBe(201);
  at('2026-03-05T17:00:00.000Z');
  await worked(firm, begun.body.id);
  const of = async (where: string) => (await them.get(where)).body;
  expect(await of(`/v1/letters/${open.letterId}`)).toMatchObject({ senderId: priya.id });
  expect(await of(`/v1/requests/${open.requestId}`)).toMatchObject({ senderId: priya.id });
  expect(await of(`/v1/organizers/${open.organizerId}`)).toMatchObject({ senderId: priya.id });
  const thread = await of(`/v1/threads/${open.threadId}`);
  expect(thread).toMatchObject({ assignedTo: priya.id, memberIds: expect.arrayContaining([priya.id]) });
  expect(await of(`/v1/requests/${over.requestId}`)).toMatchObject({ senderId: leaver.id });
  expect(await of(`/v1/threads/${over.threadId}`)).toMatchObject({ assignedTo: leaver.id });
});
