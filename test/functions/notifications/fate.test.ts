import { beforeEach, describe, expect, test } from 'vitest';
import { Fate, hear, opened } from '../../../functions/notifications/fate.ts';
import { tell } from '../../../functions/notices/on-event.ts';
import { remindersStep } from '../../../functions/chasing/reminders-step.ts';
import { at } from '../../support/at.ts';
import type { Answer } from '../../support/call.ts';
import { anAskingFirm, aRequest, officeHours, someRequest } from '../../support/requests.ts';

let asking: Awaited<ReturnType<typeof anAskingFirm>>;
let requestId: string;

const all = (entity: string) =>
  asking.firm.memory.all().filter((item) => item.entity === entity) as unknown as Answer[];
const theMail = () => all('mail')[0];

beforeEach(async () => {
  asking = await anAskingFirm();
  const { firm, clientId, contactId } = asking;
  await firm.admin.call('POST', '/v1/firm/go-live');
  requestId = (await aRequest(firm.admin.call, clientId, someRequest(contactId, { send: 'now' }))).id;
});

/** As SES tells it, with the headers that the mail left with. */
const told = (eventType: string, more: object = {}) =>
  Fate.parse({
    eventType,
    mail: { messageId: 'm-1', headers: [{ name: 'X-Firmament-Mail', value: theMail().id }] },
    ...more,
  });
const bounce = (bounceType: string) =>
  told('Bounce', {
    bounce: { bounceType, bouncedRecipients: [{ diagnosticCode: 'smtp; 550 5.1.1 user unknown' }] },
  });
const seen = async () => (await asking.firm.admin.call('GET', `/v1/requests/${requestId}/mails`)).body.items;
const contact = async () => (await asking.firm.admin.call('GET', `/v1/contacts/${asking.contactId}`)).body;

describe('what becomes of a mail', () => {
  test('is shown with the request that it is about: delivered, then opened, each once', async () => {
    expect(await seen()).toMatchObject([{ contactId: asking.contactId, status: 'queued' }]);
    await hear(asking.firm.memory, told('Delivery'));
    const { version } = theMail();
    await hear(asking.firm.memory, told('Delivery'));
    expect(theMail().version).toBe(version);
    await opened(asking.firm.memory, theMail().id);
    await opened(asking.firm.memory, theMail().id);
    expect(theMail().version).toBe(version + 1);
    expect(await seen()).toMatchObject([{ deliveredAt: expect.any(String), openedAt: expect.any(String) }]);
  });

  test('is nothing where SES tries again by itself, or knows no mail of ours', async () => {
    const before = theMail();
    await hear(asking.firm.memory, bounce('Transient'));
    await hear(asking.firm.memory, Fate.parse({ eventType: 'Delivery', mail: { headers: [] } }));
    expect(theMail()).toEqual(before);
  });
});

describe('a mail that comes back', () => {
  test('marks the person, stops the reminders and refuses the next mail with the reason', async () => {
    const { firm, contactId, clientId } = asking;
    await hear(firm.memory, bounce('Permanent'));
    await hear(firm.memory, bounce('Permanent'));
    expect(await seen()).toMatchObject([{ failed: { why: 'bounced', says: 'smtp; 550 5.1.1 user unknown' } }]);
    expect((await contact()).unreachable).toMatchObject({ address: 'alicia@juniper.example', why: 'bounced' });
    for (let day = 1; day < 12; day++) {
      const now = new Date(Date.parse(officeHours) + day * 86_400_000).toISOString();
      at(now);
      await remindersStep(firm.memory, now);
    }
    expect(all('mail')).toHaveLength(1);
    const refused = await firm.admin.call('POST', `/v1/clients/${clientId}/mails`, {
      body: { contactId, subject: 'Hello', text: 'Are you there?' },
    });
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('came back') } });
  });

  test('is forgotten once an address is entered, another or the same', async () => {
    const { firm, contactId } = asking;
    await hear(firm.memory, bounce('Permanent'));
    await firm.admin.call('PATCH', `/v1/contacts/${contactId}`, { body: { mail: 'alicia@juniper.example' } });
    expect((await contact()).unreachable).toBeUndefined();
    const nudged = await firm.admin.call('POST', `/v1/requests/${requestId}/nudge`);
    expect(nudged.status).toBe(200);
  });

  test('says nothing of an address that the person has no more', async () => {
    const { firm, contactId } = asking;
    const fate = bounce('Permanent');
    await firm.admin.call('PATCH', `/v1/contacts/${contactId}`, { body: { mail: 'new@juniper.example' } });
    await hear(firm.memory, fate);
    expect((await contact()).unreachable).toBeUndefined();
  });

  test('is told to who wrote it, as is one that was called unwanted', async () => {
    const { firm } = asking;
    await hear(firm.memory, told('Complaint'));
    const event = firm.memory.all().find(({ type }) => type === 'mail.complained') as unknown as Answer;
    await tell(firm.memory, event);
    await tell(firm.memory, event);
    expect(all('notice')).toMatchObject([
      { memberId: firm.admin.id, kind: 'mail-failed', says: expect.stringContaining('was called unwanted') },
    ]);
  });
});
