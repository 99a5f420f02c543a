import { beforeEach, describe, expect, test } from 'vitest';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseEngagements } from '../../../functions/engagements/on-erased.ts';
import { eraseMails } from '../../../functions/notifications/on-erased.ts';
import { eraseSeries } from '../../../functions/recurrence/on-erased.ts';
import { recur } from '../../../functions/recurrence/react.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { faulty } from '../../support/faults.ts';
import { inFastTime } from '../../support/faults-time.ts';
import { contentOf, verbs } from '../../support/office.ts';
import { published } from '../../support/templates.ts';
import { aMonth, fired, jobsOf } from '../recurrence/recurring.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let id: string;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  ({ id } = await aClient(firm.admin.call, {
    name: 'Wolfgang Quandt',
    number: 'Q-77',
    tags: ['aviators'],
    taxId: '12-3456789',
    lifecycle: 'archived',
  }));
});

const chain = () => eventsOf(firm.memory.all()).filter(({ pk }) => pk === `CLIENT#${id}`);
const erase = (sent?: object) => admin.post(`/v1/clients/${id}/erase`, undefined, sent);
const note = async (text: string): Promise<Answer> => (await admin.post(`/v1/clients/${id}/notes`, { text })).body;
const erasures = () => eventsOf(firm.memory.all()).filter(({ type }) => type.endsWith('.erased'));

/** What follows from an erasure here. */
async function heard(event: Event, table = firm.table): Promise<void> {
  await onErased(table, event);
  await eraseMails(table, event);
  await eraseSeries(table, event);
  await eraseEngagements(table, event);
}

/** Delivers every erasure until none is new, as the bus does. */
async function carriedThrough(table = firm.table): Promise<number> {
  const told = new Set<string>();
  let next: Event | undefined;
  while ((next = erasures().find((event) => !told.has(event.id)))) {
    told.add(next.id);
    await heard(next, table);
  }
  await firm.projected();
  return told.size;
}

function expectNowhere(...words: string[]): void {
  const all = JSON.stringify(firm.memory.all()).toLowerCase();
  for (const word of words) expect(all).not.toContain(word.toLowerCase());
}
function expectSomewhere(...words: string[]): void {
  const all = JSON.stringify(firm.memory.all()).toLowerCase();
  for (const word of words) expect(all).toContain(word);
}
const intact = async (erased: number) =>
  expect((await admin.post('/v1/audit/verify', {})).body).toMatchObject({
    verdict: 'intact',
    checked: { erased },
    says: expect.stringContaining(`${erased} erased`),
  });

describe('erasing a client', () => {
  test('is for what is archived, and for administrators', async () => {
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'inactive' });
    const before = contentOf(firm);
    expect(await erase()).toMatchObject({ status: 422 });
    expect(contentOf(firm)).toEqual(before);
  });

  test('leaves its name, number, tags, notes, old texts and sealed values nowhere', async () => {
    const { id: noteId } = await note('Owns a Messerschmitt');
    await admin.patch(`/v1/clients/${id}/notes/${noteId}`, { text: 'Sold the Messerschmitt' });
    await admin.patch(`/v1/clients/${id}`, {
      name: 'Wolfgang Q. Quandt',
      tags: Array.from({ length: 40 }, (_, i) => `aviators-of-long-name-${i}`),
    });
    await firm.projected();
    expect((await admin.get('/v1/search', { query: { q: 'quandt' } })).body.items).toHaveLength(1);

    const reply = await erase({ headers: { 'if-match': '"2"' } });
    expect(reply).toMatchObject({
      status: 200,
      body: { name: 'Erased client', tags: [], can: { edit: false, erase: false, reveal: false } },
    });
    expect(reply.body).not.toHaveProperty('number');
    expect(reply.body).not.toHaveProperty('taxId');
    await carriedThrough();
    expectNowhere('quandt', 'wolfgang', 'q-77', 'aviators', 'messerschmitt');
    expect((await admin.get('/v1/search', { query: { q: 'quandt' } })).body.items).toEqual([]);
    expect((await admin.get(`/v1/clients/${id}/notes/${noteId}`)).body).toMatchObject({
      text: 'Erased',
      revisions: [],
    });
    await intact(chain().length - 1);
    for (const event of chain().slice(0, -1)) {
      expect(event).not.toHaveProperty('changes');
      expect(event).not.toHaveProperty('salt');
    }
  });

  test('leaves nothing else that was said of it, nor a trace in lists and among duplicates', async () => {
    const { id: memberId } = await firm.member('member');
    await admin.post('/v1/custom-fields', { key: 'hobby', label: 'Hobby', type: 'text' });
    const group = (await admin.post('/v1/groups', { name: 'Family' })).body;
    const account = { kind: 'checking', institution: 'Vaduz Landesbank', last4: '7391', note: 'Numbered account' };
    await admin.patch(`/v1/clients/${id}`, {
      formerNames: ['Aviatik Gesellschaft'],
      manager: memberId,
      roles: [{ role: 'falconer', memberId }],
      groupId: group.id,
      registrations: [{ authority: 'Liechtenstein', tax: 'vat', number: 'LI-57391' }],
      accounts: [account],
      custom: { hobby: 'gliding over Balzers' },
      standingNotes: [{ text: 'Sleeps until noon' }],
      address: { street: 'Schlossgasse 9', city: 'Triesenberg' },
      phone: '+423 555 0177',
      website: 'www.aviatik.example',
      leavesOn: '2031-07-19',
      yearEnd: { month: 9, weekday: 4, on: 'nearest' },
    });
    await admin.patch(`/v1/clients/${id}`, { standingNotes: [{ text: 'Wakes at noon' }] });
    await firm.projected();
    expectSomewhere('aviatik', 'falconer', '5550177');
    expect((await erase()).status).toBe(200);
    await carriedThrough();
    expectNowhere('aviatik', 'gesellschaft', 'falconer', 'liechtenstein', '57391', 'landesbank', '7391', 'numbered');
    expectNowhere('balzers', 'noon', 'schlossgasse', 'triesenberg', '555 0177', '5550177', '2031-07-19');
    expect((await admin.get(`/v1/groups/${group.id}`)).body).toMatchObject({ name: 'Family', clientIds: [id] });
    for (const query of [{ tag: 'aviators' }, { member: memberId }, { manager: memberId }] as Record<string, string>[])
      expect((await admin.get('/v1/clients', { query })).body.items).toEqual([]);
    await intact(chain().length - 1);
  });

  test('keeps what happened, when and by whom', async () => {
    const before = chain().map(({ type, at, actor, seq, hash }) => ({ type, at, actor, seq, hash }));
    await erase();
    await carriedThrough();
    expect(
      chain()
        .slice(0, before.length)
        .map(({ type, at, actor, seq, hash }) => ({ type, at, actor, seq, hash })),
    ).toEqual(before);
    const { items } = (await admin.get(`/v1/clients/${id}/timeline`)).body;
    expect(items.map((one: Answer) => [one.type, one.actor.name, 'changes' in one])).toEqual([
      ['client.erased', 'Eleanor', true],
      ['client.opened', 'Eleanor', false],
    ]);
  });

  test('gives its number back', async () => {
    await erase();
    expect((await admin.post('/v1/clients', { name: 'Next', number: 'q-77' })).status).toBe(201);
  });

  test('with a hundred notes is carried through in several rounds', async () => {
    for (let i = 0; i < 100; i++) await note(`Messerschmitt ${i}`);
    await erase();
    expect(await carriedThrough()).toBe(3);
    expectNowhere('messerschmitt', 'quandt');
    await intact(chain().length - 1);
  });

  test('whose events come twice, late, out of order and at once is carried through all the same', async () => {
    for (let i = 0; i < 90; i++) await note(`Messerschmitt ${i}`);
    await erase();
    await Promise.all([onErased(firm.table, erasures()[0]!), onErased(firm.table, erasures()[0]!)]);
    await carriedThrough();
    const before = contentOf(firm);
    for (const event of [...erasures().toReversed(), ...erasures(), ...chain()]) await onErased(firm.table, event);
    await firm.projected();
    expect(contentOf(firm)).toEqual(before);
    expectNowhere('messerschmitt');
    await intact(chain().length - 1);
  });

  test('over a table that fails again and again is carried through', async () => {
    for (let i = 0; i < 60; i++) await note(`Messerschmitt ${i}`);
    await erase();
    for (let seed = 1; seed <= 5; seed++) {
      const table = faulty(firm.memory, { seed, often: { conflict: 0.2, busy: 0.2, lost: 0.2, crash: 0.2 } });
      await inFastTime(seed, () => carriedThrough(table)).catch(() => undefined);
    }
    await carriedThrough();
    expectNowhere('messerschmitt', 'quandt');
    await intact(chain().length - 1);
  });

  test('again does no harm', async () => {
    await note('Messerschmitt');
    await erase();
    await carriedThrough();
    const { body: first } = await admin.get(`/v1/clients/${id}`);
    expect(await erase()).toMatchObject({ status: 200, body: { erasedAt: first.erasedAt } });
    await carriedThrough();
    expectNowhere('messerschmitt', 'quandt');
    await intact(chain().length - 1);
  });

  test('is not undone by who repeats, under its key, the call that added it', async () => {
    const sent = { headers: { 'idempotency-key': 'one' } };
    const body = { name: 'Wolfgang Quandt', lifecycle: 'archived' };
    ({ id } = (await admin.post('/v1/clients', body, sent)).body);
    await erase();
    await carriedThrough();
    const reply = await admin.post('/v1/clients', body, sent);
    expect(reply).toMatchObject({ status: 201, body: { id, name: 'Erased client' } });
    expect(JSON.stringify(reply)).not.toContain('Quandt');
  });

  test('by two at once does no harm', async () => {
    const replies = await Promise.all([erase(), erase()]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    await carriedThrough();
    expectNowhere('quandt');
    await intact(chain().length - 1);
  });

  test('while notes are written leaves none of them', async () => {
    await Promise.all([...Array.from({ length: 8 }, (_, i) => note(`Messerschmitt ${i}`)), erase()]);
    await carriedThrough();
    expectNowhere('messerschmitt');
  });

  test('ends what can be written on it: no note, no change of one, no person', async () => {
    const { id: noteId } = await note('Messerschmitt');
    const other = await aClient(firm.admin.call);
    const person = (await admin.post(`/v1/clients/${other.id}/contacts`, { name: 'Odile' })).body;
    await erase();
    await carriedThrough();
    const before = contentOf(firm);
    const replies = await Promise.all([
      admin.post(`/v1/clients/${id}/notes`, { text: 'Quandt called' }),
      admin.patch(`/v1/clients/${id}/notes/${noteId}`, { text: 'Quandt called' }),
      admin.post(`/v1/clients/${id}/contacts`, { name: 'Quandt junior' }),
      admin.put(`/v1/clients/${id}/contacts/${person.id}`, {}),
      admin.patch(`/v1/clients/${id}`, { name: 'Quandt', lifecycle: 'active' }),
      admin.patch(`/v1/clients/${id}`, { taxId: '12-3456789' }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(422));
    expect(contentOf(firm)).toEqual(before);
  });

  test('leaves the people it shares with others as they are', async () => {
    const person = (await admin.post(`/v1/clients/${id}/contacts`, { name: 'Odile Marchetti' })).body;
    await erase();
    await carriedThrough();
    expect((await admin.get(`/v1/contacts/${person.id}`)).body).toMatchObject({ name: 'Odile Marchetti' });
  });
});

describe('what was agreed with an erased client, and recurred for it,', () => {
  let engagementId: string;
  let seriesId: string;
  beforeEach(async () => {
    at('2026-11-10T16:00:00.000Z');
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'active' });
    const templateId = await published(firm.admin.call, aMonth());
    const service = {
      code: 'HANGAR',
      name: 'Hangar accounts',
      frequency: 'monthly',
      fee: { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } },
      roles: [{ role: 'navigator', memberId: firm.admin.id }],
    };
    const agreed = { title: 'Books of the airfield', startsOn: '2026-01-01', services: [service] };
    const { body } = await admin.post(`/v1/clients/${id}/engagements`, agreed);
    engagementId = body.id;
    const [{ id: serviceId }] = body.services;
    await admin.patch(`/v1/engagements/${engagementId}/services/${serviceId}`, { name: 'Hangar and yacht' });
    await admin.post(`/v1/engagements/${engagementId}/activate`);
    const begun = await admin.post(`/v1/clients/${id}/series`, { templateId, engagementId, serviceId });
    seriesId = begun.body.id;
    const changes = {
      add: [{ key: 'log-book', title: 'Read the log', instructions: 'It lies in the cockpit' }],
      change: { post: { title: 'Post the zeppelin' } },
    };
    expect((await admin.put(`/v1/series/${seriesId}/changes`, changes)).status).toBe(200);
    await admin.post(`/v1/series/${seriesId}/pause`, { reason: 'He is overseas' });
    await firm.projected();
  });

  const of = (pk: string) => firm.memory.all().filter((item) => item.pk === pk);
  const erased = async () => {
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'archived' });
    expect((await erase()).status).toBe(200);
    await carriedThrough();
  };

  test('is told nowhere; that it was, from when to when and for how much, stays', async () => {
    const words = ['hangar', 'yacht', 'airfield', 'navigator', 'log-book', 'cockpit', 'zeppelin', 'overseas'];
    expectSomewhere(...words);
    const before = eventsOf(of(`ENGAGEMENT#${engagementId}`)).length;
    await erased();
    expectNowhere(...words);
    expect((await admin.get(`/v1/engagements/${engagementId}`)).body).toMatchObject({
      title: 'Erased',
      status: 'ended',
      startsOn: '2026-01-01',
      services: [{ code: 'Erased', name: 'Erased', frequency: 'monthly', fee: { amount: { amount: 115_000 } } }],
      can: { edit: false, end: false },
    });
    const { body: series } = await admin.get(`/v1/series/${seriesId}`);
    expect(series).toMatchObject({ status: 'ended', reason: 'Erased', rhythm: { kind: 'months', every: 1 } });
    for (const field of ['changes', 'templateName', 'next', 'lookOn']) expect(series).not.toHaveProperty(field);
    expect(eventsOf(of(`ENGAGEMENT#${engagementId}`))).toHaveLength(before + 1);
    const { body: verdict } = await admin.post('/v1/audit/verify', {});
    expect(verdict.verdict, JSON.stringify(verdict)).toBe('intact');
  });

  test('makes no more jobs, whatever is heard of it later', async () => {
    await admin.post(`/v1/series/${seriesId}/resume`);
    await fired(firm, '2026-12-01T16:00:00.000Z');
    const made = jobsOf(firm).length;
    expect(made).toBeGreaterThan(0);
    await erased();
    for (const { type, pk } of eventsOf(firm.memory.all())) await recur(firm.table, { type, pk });
    await fired(firm, '2027-03-01T16:00:00.000Z');
    expect(jobsOf(firm)).toHaveLength(made);
    expect(of(`SERIES#${seriesId}`).filter((item) => item.byNextPk !== undefined)).toEqual([]);
  });

  test('is in no mail to the team either: that its next job could not be made', async () => {
    await admin.post(`/v1/series/${seriesId}/resume`);
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'archived' });
    for (const day of ['01', '02', '03']) await fired(firm, `2027-01-${day}T16:00:00.000Z`);
    const mails = () =>
      firm.memory.all().filter((item) => item.entity === 'mail' && item.byClientPk === `CLIENT#${id}`);
    expect(mails()).toMatchObject([{ subject: 'Small close for Wolfgang Quandt is paused' }]);
    await erased();
    expect(mails()).toMatchObject([{ subject: 'Erased', text: 'Erased' }]);
    expectNowhere('quandt', 'wolfgang');
  });

  test('keeps when it ended, where it had', async () => {
    await admin.post(`/v1/series/${seriesId}/end`, { reason: 'The zeppelin is sold' });
    await admin.post(`/v1/engagements/${engagementId}/end`, { endsOn: '2026-11-30' });
    const when = async () => [
      (await admin.get(`/v1/engagements/${engagementId}`)).body.endedAt,
      (await admin.get(`/v1/series/${seriesId}`)).body.endedAt,
    ];
    const before = await when();
    at('2026-12-24T16:00:00.000Z');
    await erased();
    expect(await when()).toEqual(before);
    expectNowhere('zeppelin');
  });

  test('comes to the same when the events come twice, late, at once and out of order', async () => {
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'archived' });
    await erase();
    const [first] = erasures();
    await Promise.all([heard(first!), heard(first!)]);
    await carriedThrough();
    const before = contentOf(firm);
    for (const event of [...erasures().toReversed(), ...erasures()]) await heard(event);
    await firm.projected();
    expect(contentOf(firm)).toEqual(before);
    expect(erasures().map(({ type }) => type)).toHaveLength(3);
    expectNowhere('hangar', 'zeppelin');
  });

  test('over a table that fails again and again is carried through', async () => {
    await admin.patch(`/v1/clients/${id}`, { lifecycle: 'archived' });
    await erase();
    for (let seed = 1; seed <= 5; seed++) {
      const table = faulty(firm.memory, { seed, often: { conflict: 0.2, busy: 0.2, lost: 0.2, crash: 0.2 } });
      await inFastTime(seed, () => carriedThrough(table)).catch(() => undefined);
    }
    await carriedThrough();
    expectNowhere('hangar', 'cockpit', 'zeppelin');
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });
});

describe('erasing a person', () => {
  let person: Answer;
  beforeEach(async () => {
    ({ body: person } = await admin.post(`/v1/clients/${id}/contacts`, {
      name: 'Odile Marchetti',
      mail: 'odile@marchetti.example',
      phone: '+1 303 555 0142',
      title: 'Treasurer',
      formerNames: ['Odile Falkenhayn'],
      otherMails: ['o.falk@work.example'],
      otherPhones: ['720 555 0199'],
      language: 'rm-CH',
      part: 'controller',
    }));
    await admin.patch(`/v1/contacts/${person.id}`, { title: 'Chief Navigator' });
    await firm.projected();
  });

  test('leaves their name, mail, phone and title nowhere, and still verifies', async () => {
    expect((await admin.get('/v1/search', { query: { q: 'marchetti' } })).body.items).toHaveLength(1);
    const reply = await admin.post(`/v1/contacts/${person.id}/erase`);
    expect(reply).toMatchObject({ status: 200, body: { name: 'Erased person', can: { edit: false, erase: false } } });
    await carriedThrough();
    expectNowhere('marchetti', 'odile', '555 0142', '5550142', 'treasurer', 'navigator');
    expectNowhere('falkenhayn', 'o.falk', '5550199', '555 0199', 'rm-ch');
    for (const q of ['marchetti', 'odile', '5550142', 'person'])
      expect((await admin.get('/v1/search', { query: { q } })).body.items).toEqual([]);
    await intact(2);
  });

  test('again, twice and late does no harm', async () => {
    await admin.post(`/v1/contacts/${person.id}/erase`);
    await carriedThrough();
    await admin.post(`/v1/contacts/${person.id}/erase`);
    await carriedThrough();
    const before = contentOf(firm);
    for (const event of erasures()) await onErased(firm.table, event);
    expect(contentOf(firm)).toEqual(before);
    await intact(2);
  });

  test('waits until no client of theirs is under a legal hold, not even one whose they were', async () => {
    await admin.post(`/v1/clients/${id}/hold`, { reason: 'Marchetti v. Obermoser' });
    const refused = await admin.post(`/v1/contacts/${person.id}/erase`);
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining('under a legal hold') } });
    await admin.remove(`/v1/clients/${id}/contacts/${person.id}`);
    expect((await admin.post(`/v1/contacts/${person.id}/erase`)).status).toBe(422);
    await admin.post(`/v1/clients/${id}/lift-hold`, { reason: 'Settled' });
    expect((await admin.post(`/v1/contacts/${person.id}/erase`)).status).toBe(200);
  });

  test('ends every change of them, but they can be taken off the client', async () => {
    await admin.post(`/v1/contacts/${person.id}/erase`);
    expect(await admin.patch(`/v1/contacts/${person.id}`, { name: 'Back' })).toMatchObject({ status: 422 });
    expect(await admin.put(`/v1/clients/${id}/contacts/${person.id}`, {})).toMatchObject({ status: 422 });
    expect(await admin.remove(`/v1/clients/${id}/contacts/${person.id}`)).toMatchObject({ status: 204 });
    expect((await admin.get(`/v1/clients/${id}/contacts`)).body.items).toEqual([]);
    await carriedThrough();
    expectNowhere('marchetti');
  });
});

test('an event that is no erasure, or is not there, is nothing to carry through', async () => {
  const before = contentOf(firm);
  for (const event of eventsOf(firm.memory.all())) await onErased(firm.table, event);
  await onErased(firm.table, { pk: 'CLIENT#none', sk: '~EVENT#0000000001' });
  expect(contentOf(firm)).toEqual(before);
});
