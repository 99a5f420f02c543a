import { beforeEach, expect, test } from 'vitest';
import type { FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { anOrganizer, aQuestionnaire, given, someOrganizer } from '../../support/organizers.ts';
import { anAskingFirm, asContact } from '../../support/requests.ts';

let firm: FirmUnderTest;
let place: { clientId: string; contactId: string };
let questionnaireId: string;
beforeEach(async () => {
  ({ firm, ...place } = await anAskingFirm());
  const ask = (key: string, writes: string, kind = 'short-text') => ({ key, kind, text: `${key}?`, writes });
  questionnaireId = await aQuestionnaire(firm.admin.call, {
    sections: [
      {
        key: 's',
        title: 'S',
        questions: [
          ask('mail', 'contact.mail'),
          ask('banks', 'client.accounts', 'long-text'),
          ask('times', 'client.standingNotes'),
        ],
      },
    ],
  });
});

async function submitted(): Promise<string> {
  const { clientId, contactId } = place;
  const body = someOrganizer(questionnaireId, contactId, { send: 'now' });
  const { id } = await anOrganizer(firm.admin.call, clientId, body);
  const me = verbs(asContact(firm, contactId, [clientId]));
  const { body: seen } = await me.get(`/portal/v1/organizers/${id}`);
  const values = { mail: 'new@juniper.example', banks: 'Alder Bank checking 4471', times: 'After four' };
  await me.post(`/portal/v1/organizers/${id}/answers`, given(seen, values));
  expect((await me.post(`/portal/v1/organizers/${id}/submit`)).body.status).toBe('submitted');
  return id;
}

test('the client and who answered are written in one go, what is left stays, and both histories tell', async () => {
  const id = await submitted();
  const { body: preview } = await firm.admin.call('GET', `/v1/organizers/${id}/write-back`);
  expect(preview.lines).toMatchObject([
    { target: 'contact.mail', before: 'alicia@juniper.example', after: 'new@juniper.example' },
    { target: 'client.accounts', after: 'Alder Bank checking ••4471' },
    { target: 'client.standingNotes', after: 'times? After four' },
  ]);
  const body = { digest: preview.digest, leave: ['times'] };
  const reply = await firm.admin.call('POST', `/v1/organizers/${id}/accept`, { body });
  expect(reply.body.accepted.wrote).toEqual(['contact.mail', 'client.accounts']);
  const { body: client } = await firm.admin.call('GET', `/v1/clients/${place.clientId}`);
  expect(client.accounts).toMatchObject([{ id: expect.stringMatching(/^acc_/), kind: 'checking', last4: '4471' }]);
  expect(client.standingNotes).toEqual([]);
  const { body: contact } = await firm.admin.call('GET', `/v1/contacts/${place.contactId}`);
  expect(contact.mail).toBe('new@juniper.example');
  const types = firm.memory.all().map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['contact.updated', 'client.updated']));
});

test('is refused with a new preview where the person changed since', async () => {
  await firm.admin.call('PATCH', `/v1/contacts/${place.contactId}`, { body: { mail: 'old@juniper.example' } });
  const id = await submitted();
  const { body: preview } = await firm.admin.call('GET', `/v1/organizers/${id}/write-back`);
  await firm.admin.call('PATCH', `/v1/contacts/${place.contactId}`, { body: { mail: 'third@juniper.example' } });
  const reply = await firm.admin.call('POST', `/v1/organizers/${id}/accept`, { body: { digest: preview.digest } });
  expect(reply).toMatchObject({
    status: 409,
    body: { preview: { lines: [{ before: 'third@juniper.example' }, {}, {}] } },
  });
});
