import { describe, expect, test } from 'vitest';
import { remindedKey } from '../../../functions/chasing/marks.ts';
import { type Considered, nudgeOf, peopleOf } from '../../../functions/chasing/nudge.ts';
import type { Recipient } from '../../../functions/notifications/client-mail.ts';

const now = '2026-03-12T17:00:00.000Z';
const circumstances = { contactId: 'con_1', marks: {}, now, timeZone: 'America/Denver' };
const mailedOn = (on: string) => ({ reminded: { ...remindedKey('con_1'), on } });
const recipient = {
  firm: {},
  client: { id: 'cli_1', name: 'Juniper' },
  contact: { id: 'con_1', name: 'Alicia', mail: 'alicia@juniper.example' },
  link: { status: 'linked', notify: true, portal: true },
} as unknown as Recipient;

const one = (asked: object = {}, more: Partial<Considered> = {}): Considered => ({
  head: {
    kind: 'request',
    id: 'req_1',
    clientId: 'cli_1',
    senderId: 'mem_1',
    title: 'Statements',
    asked: {
      status: 'sent',
      ladder: 'standard',
      dueOn: '2026-03-20',
      contactIds: ['con_1'],
      sentAt: '2026-03-04T17:00:00.000Z',
      ...asked,
    },
  },
  recipient,
  isAlive: true,
  ...more,
});
const reached = (more: object) => ({ recipient: { ...recipient, ...more } as Recipient });

describe('whoever is to be reminded by hand', () => {
  test('is, of all that is open and reaches them', () => {
    const all = [one(), one({ status: 'completed' }), one({}, { isAlive: false }), one({ contactIds: ['con_2'] })];
    expect(nudgeOf(all, circumstances)).toEqual({ of: [all[0]] });
  });

  test.each([
    ['nothing is open any more', [one({ status: 'submitted' })], /open/],
    ['the work is over', [one({}, { isAlive: false })], /open/],
    [
      'mail to them came back',
      [one({}, reached({ contact: { ...recipient.contact, unreachable: { address: recipient.contact.mail } } }))],
      /came back/,
    ],
    [
      'they are not to be notified',
      [one({}, reached({ link: { status: 'linked', notify: false } }))],
      /not to be notified/,
    ],
    [
      'they could not open what is asked',
      [one({}, reached({ link: { status: 'linked', notify: true, portal: false } }))],
      /no access to the portal/,
    ],
    ['they are gone', [one({}, { recipient: undefined })], /not there/],
    [
      'they sent something a day ago',
      [one({ heard: [{ contactId: 'con_1', at: '2026-03-11T18:00:00.000Z' }] })],
      /48 hours/,
    ],
    [
      'they were reminded this morning',
      [one({ reminders: [{ contactId: 'con_1', at: '2026-03-12T15:30:00.000Z' }] })],
      /today already/,
    ],
    ['the mail that asks them was held', [one({ held: [{ contactId: 'con_1', mailId: 'mai_1' }] })], /held/],
    ['they were asked only today', [one({ sentAt: '2026-03-12T15:30:00.000Z' })], /only today/],
  ])('is left out where %s', (_, all, why) => {
    expect(nudgeOf(all, circumstances)).toEqual({ leftOut: expect.stringMatching(why) });
  });

  test('is left out where a mail of today reminded them of something else', () => {
    expect(nudgeOf([one()], { ...circumstances, marks: mailedOn('2026-03-12') })).toHaveProperty('leftOut');
    expect(nudgeOf([one()], { ...circumstances, marks: mailedOn('2026-03-11') })).toHaveProperty('of');
  });

  test('is left out where they sent something for anything else yesterday', () => {
    expect(nudgeOf([one()], { ...circumstances, marks: { heardAt: '2026-03-11T18:00:00.000Z' } })).toEqual({
      leftOut: expect.stringMatching(/48 hours/),
    });
  });

  test('is reminded though a step of the ladder found no words this morning', () => {
    const reminders = [{ contactId: 'con_1', step: 0, at: '2026-03-12T15:30:00.000Z', missed: 'A hole' }];
    expect(nudgeOf([one({ reminders })], circumstances)).toHaveProperty('of');
  });

  test('is not kept from it by what another sent, or was told', () => {
    const heard = [{ contactId: 'con_2', at: now }];
    expect(nudgeOf([one({ heard, reminders: [{ contactId: 'con_2', at: now }] })], circumstances)).toHaveProperty('of');
  });
});

test('people are named once each, with all that is asked of them', () => {
  const [a, b] = [one({ contactIds: ['con_1', 'con_2'] }).head, { ...one().head, id: 'req_2' }];
  expect(peopleOf([a, b])).toEqual([
    { contactId: 'con_1', ids: ['req_1', 'req_2'] },
    { contactId: 'con_2', ids: ['req_1'] },
  ]);
});
