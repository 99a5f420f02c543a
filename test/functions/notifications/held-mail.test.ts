import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../../functions/notifications/deliver.ts';
import { mails, queueMail } from '../../../functions/notifications/mail.ts';
import { eraseRows } from '../../../functions/batches/on-erased.ts';
import { onErased } from '../../../functions/clients/on-erased.ts';
import { eraseMails } from '../../../functions/notifications/on-erased.ts';
import { type Event, isEvent } from '../../../shared/events/chain.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import type { Table } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import { anAuthor } from '../../support/builders.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest, type Reply } from '../../support/call.ts';
import { faulty } from '../../support/faults.ts';
import { pagesOf } from '../../support/office.ts';

type Sent = { id: string; to: string; subject: string };

const ok = async (reply: Promise<Reply>): Promise<Answer> => {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
};

/** A firm with what the queue would do: each event that queues a mail has it delivered. */
async function anOffice(wrap?: (table: Table) => Table) {
  const firm = await aFirm(wrap && { wrap });
  const sent: Sent[] = [];
  const { call } = firm.admin;
  const delivered = async () => {
    for (const event of firm.memory.all())
      if (isEvent(event) && /^mail\.(queued|released|held)$/.test(event.type))
        await deliver(
          firm.memory,
          async ({ id, to, subject }) => void sent.push({ id, to, subject }),
          event.pk.slice(5),
        );
  };
  return {
    ...firm,
    sent,
    delivered,
    post: (path: string, body?: object) => call('POST', path, body && { body }),
    async contact(clientId: string, more: object = {}): Promise<string> {
      const body = { name: 'Odile', mail: 'odile@marchetti.example', ...more };
      return (await ok(call('POST', `/v1/clients/${clientId}/contacts`, { body }))).id;
    },
    write: (clientId: string, contactId: string, subject: string, by: Call = call) =>
      by('POST', `/v1/clients/${clientId}/mails`, { body: { contactId, subject, text: `About ${subject}` } }),
    /** Releases or discards what is held, to the end. */
    async onHeld(act: 'release' | 'discard', body: object = {}): Promise<Answer> {
      const batch = await ok(call('POST', `/v1/mails/${act}`, { body }));
      at(new Date(Date.now() + 60_000).toISOString());
      await worked(firm, batch.id);
      delete process.env.CLOCK_OFFSET_MS;
      return ok(call('GET', `/v1/batches/${batch.id}`));
    },
  };
}

type Office = Awaited<ReturnType<typeof anOffice>>;
let office: Office;
let clientId: string;
let contactId: string;

beforeEach(async () => {
  office = await anOffice();
  clientId = (await aClient(office.admin.call)).id;
  contactId = await office.contact(clientId);
});

const stateOf = async (id: string) => mails.read((await office.memory.get(mails.key(id)))!).status;
const heldNow = async (): Promise<string[]> =>
  (await pagesOf(office.admin.call, '/v1/mails', { limit: '2' })).flat().map(({ subject }) => subject);

describe('a firm that has not gone live', () => {
  test('sends nothing to any client, whatever is done; on release exactly what was held goes out', async () => {
    const held = [];
    for (const subject of ['one', 'two', 'three']) held.push(await ok(office.write(clientId, contactId, subject)));
    const [one, , three] = held;
    expect(held.map(({ status }) => status)).toEqual(['held', 'held', 'held']);
    for (const reply of [await office.post(`/v1/mails/${one.id}/release`), await office.post('/v1/mails/release', {})])
      expect(reply).toMatchObject({ status: 422, body: { detail: expect.stringContaining('not gone live') } });
    await ok(office.admin.call('PATCH', '/v1/firm', { body: { name: 'Larkfield' } }));
    await ok(office.post(`/v1/mails/${three.id}/discard`));
    await office.delivered();
    expect(office.sent).toEqual([]);

    await ok(office.post('/v1/firm/go-live'));
    await office.delivered();
    expect(office.sent).toEqual([]);
    expect(await heldNow()).toEqual(['two', 'one']);
    const batch = await office.onHeld('release');
    expect(batch).toMatchObject({ status: 'done', counts: { released: 2 }, done: 2 });
    await office.delivered();
    await office.delivered();
    expect(office.sent.map(({ subject }) => subject).toSorted()).toEqual(['one', 'two']);
    expect(await heldNow()).toEqual([]);
    expect(await stateOf(three.id)).toBe('discarded');
    expect(await ok(office.admin.call('GET', `/v1/mails/${three.id}`))).toMatchObject({ text: 'About three' });
    await ok(office.write(clientId, contactId, 'four'));
    await office.delivered();
    expect(office.sent).toHaveLength(3);
  });

  test('sends what goes to its own people all the same', async () => {
    const mail = { to: 'eleanor@larkfieldrowe.example', subject: 'The audit trail', text: 'Something was changed' };
    await write(office.memory, [queueMail(mail, newId('mail'), '2026-01-05T15:00:00.000Z')], anAuthor('system'));
    await office.delivered();
    expect(office.sent).toMatchObject([{ to: mail.to }]);
    expect(await heldNow()).toEqual([]);
  });

  test('holds again what was on its way when mail was stopped', async () => {
    await ok(office.post('/v1/firm/go-live'));
    const mail = await ok(office.write(clientId, contactId, 'late'));
    expect(mail.status).toBe('queued');
    const stopped = await ok(office.post('/v1/firm/stop-mail'));
    expect(stopped.live).toBe(false);
    await office.delivered();
    expect(office.sent).toEqual([]);
    expect(await stateOf(mail.id)).toBe('held');
  });
});

describe('going live while mails are written', () => {
  test('leaves no mail queued that was decided before it, and none held that was decided after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.boolean(), async (seed, isLive) => {
        const racing = await anOffice((table) => faulty(table, { seed, turns: 4 }));
        const client = (await aClient(racing.admin.call)).id;
        const contact = await racing.contact(client);
        if (isLive) await ok(racing.post('/v1/firm/go-live'));
        await Promise.all([
          ...['one', 'two', 'three'].map((subject) => ok(racing.write(client, contact, subject))),
          ok(racing.post(isLive ? '/v1/firm/stop-mail' : '/v1/firm/go-live')),
        ]);
        // The order in which the transactions were committed is the order of the table.
        const order = committed(racing);
        const turned = order.findIndex(({ type }) => type.startsWith('firm.') && type !== 'firm.founded');
        const last = order.findLastIndex(({ type }) => type.startsWith('firm.'));
        expect(turned).toBeGreaterThanOrEqual(0);
        const status = (after: boolean) => (after === isLive ? 'mail.held' : 'mail.queued');
        for (const [i, { type }] of order.entries()) if (type.startsWith('mail.')) expect(type).toBe(status(i > last));
      }),
      { numRuns: 40 },
    );
  });
});

/** The events in the order in which they were written. */
function committed({ memory }: Pick<FirmUnderTest, 'memory'>): Event[] {
  return memory.all().filter(isEvent);
}

describe('a person who is switched off while a mail to them is on its way into the table', () => {
  test.each([
    ['written', 'PUT', { notify: false }],
    ['written', 'DELETE', undefined],
    ['released', 'PUT', { notify: false }],
    ['released', 'DELETE', undefined],
  ] as const)('gets none that is %s then, by %s of their part', async (how, method, body) => {
    let meanwhile: (() => Promise<unknown>) | undefined;
    const racing = await anOffice((table) => ({
      ...table,
      async write(writes) {
        const first = meanwhile;
        meanwhile = undefined;
        await first?.();
        return table.write(writes);
      },
    }));
    const client = (await aClient(racing.admin.call)).id;
    const other = (await aClient(racing.admin.call, { name: 'Other' })).id;
    const contact = await racing.contact(client);
    await ok(racing.admin.call('PUT', `/v1/clients/${other}/contacts/${contact}`, { body: {} }));
    const held = await ok(racing.write(client, contact, 'held'));
    await ok(racing.post('/v1/firm/go-live'));
    meanwhile = () => ok(racing.admin.call(method, `/v1/clients/${client}/contacts/${contact}`, body && { body }));
    const reply =
      how === 'written' ? racing.write(client, contact, 'new') : racing.post(`/v1/mails/${held.id}/release`);
    expect(await reply).toMatchObject({ status: 422 });
    await racing.delivered();
    expect(racing.sent).toEqual([]);
  });
});

describe('a mail to a contact', () => {
  test('goes to the address that they have when it is released', async () => {
    const mail = await ok(office.write(clientId, contactId, 'moved'));
    expect(mail).toMatchObject({ to: 'odile@marchetti.example', from: 'Eleanor, Larkfield & Rowe' });
    await ok(office.admin.call('PATCH', `/v1/contacts/${contactId}`, { body: { mail: 'odile@new.example' } }));
    await ok(office.post('/v1/firm/go-live'));
    await ok(office.post(`/v1/mails/${mail.id}/release`));
    await office.delivered();
    expect(office.sent).toMatchObject([{ to: 'odile@new.example' }]);
    expect(await office.post(`/v1/mails/${mail.id}/release`)).toMatchObject({ status: 422 });
    expect(await office.post(`/v1/mails/${mail.id}/discard`)).toMatchObject({ status: 422 });
  });

  test('who has no address any more stays held, with the reason', async () => {
    const mail = await ok(office.write(clientId, contactId, 'lost'));
    await ok(office.write(clientId, await office.contact(clientId, { mail: 'b@m.example' }), 'found'));
    await ok(office.admin.call('PATCH', `/v1/contacts/${contactId}`, { body: { mail: null } }));
    await ok(office.post('/v1/firm/go-live'));
    expect(await office.post(`/v1/mails/${mail.id}/release`)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('no mail address') },
    });
    const batch = await office.onHeld('release');
    expect(batch.counts).toEqual({ refused: 1, released: 1 });
    const { items } = await ok(office.admin.call('GET', `/v1/batches/${batch.id}/results`));
    expect(items[0]).toMatchObject({
      number: 1,
      outcome: 'refused',
      why: expect.stringContaining('no mail address'),
      about: { mailId: mail.id },
    });
    expect(await stateOf(mail.id)).toBe('held');
  });

  test.each([
    ['has no address', { mail: undefined }, 'no mail address'],
    ['is not to be notified', { notify: false }, 'not to be notified'],
  ])('who %s is refused in words', async (_, more, words) => {
    const id = await office.contact(clientId, more);
    expect(await office.write(clientId, id, 'x')).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining(words), field: 'contactId' },
    });
  });

  test('of another client is refused, and one that there is not, not found', async () => {
    const other = (await aClient(office.admin.call, { name: 'Other' })).id;
    expect(await office.write(other, contactId, 'x')).toMatchObject({ status: 422 });
    expect(await office.write(clientId, `con_${'0'.repeat(26)}`, 'x')).toMatchObject({ status: 404 });
  });

  test('is one mail and no other’s to read: what the firm’s own people get is not found', async () => {
    const mail = await ok(office.write(clientId, contactId, 'x'));
    expect(await ok(office.admin.call('GET', `/v1/clients/${clientId}/mails`))).toMatchObject({
      items: [{ id: mail.id, subject: 'x', can: { release: true, discard: true } }],
    });
    expect((await office.admin.call('GET', `/v1/mails/mai_${'0'.repeat(26)}`)).status).toBe(404);
  });
});

describe('a mail to someone whose client was merged into another a moment ago', () => {
  let into: string;
  let mail: Answer;
  beforeEach(async () => {
    into = (await aClient(office.admin.call, { name: 'Aspen Dental' })).id;
    mail = await ok(office.write(clientId, contactId, 'held'));
    await ok(office.post('/v1/firm/go-live'));
    await office.projected();
  });
  // The mail and the person’s part in the client have not followed yet.
  const merge = async (): Promise<string> =>
    (await ok(office.post(`/v1/clients/${into}/merge`, { from: clientId }))).batchId;

  test('is released as if it had been written to the other', async () => {
    await merge();
    await ok(office.post(`/v1/mails/${mail.id}/release`));
    await office.delivered();
    expect(office.sent).toMatchObject([{ subject: 'held' }]);
  });

  test('is released with all others, and does not stop them', async () => {
    await ok(office.post('/v1/firm/stop-mail'));
    const other = (await aClient(office.admin.call, { name: 'Other' })).id;
    await ok(office.write(other, await office.contact(other), 'behind it'));
    await ok(office.post('/v1/firm/go-live'));
    await merge();
    expect(await office.onHeld('release')).toMatchObject({ status: 'done', counts: { released: 2 } });
  });

  test('can be written under either’s id, before and after all has followed, and not once they are unlinked', async () => {
    const batchId = await merge();
    for (const id of [clientId, into])
      expect(await ok(office.write(id, contactId, 'x'))).toMatchObject({ clientIds: [into] });
    await worked(office, batchId);
    expect(await ok(office.write(into, contactId, 'x'))).toMatchObject({ status: 'queued' });
    const elsewhere = (await aClient(office.admin.call, { name: 'Other' })).id;
    await ok(office.admin.call('PUT', `/v1/clients/${elsewhere}/contacts/${contactId}`, { body: {} }));
    await ok(office.admin.call('DELETE', `/v1/clients/${into}/contacts/${contactId}`));
    expect(await office.write(clientId, contactId, 'x')).toMatchObject({ status: 422 });
  });

  test('into one that was merged itself goes to the last of them', async () => {
    await worked(office, await merge());
    const last = (await aClient(office.admin.call, { name: 'Birch Dental' })).id;
    await ok(office.post(`/v1/clients/${last}/merge`, { from: into }));
    expect(await ok(office.write(last, contactId, 'x'))).toMatchObject({ clientIds: [last] });
    await ok(office.post(`/v1/mails/${mail.id}/release`));
  });
});

describe('releasing all', () => {
  test('of one client leaves the others’ held, and mail written meanwhile too', async () => {
    const other = (await aClient(office.admin.call, { name: 'Other' })).id;
    await ok(office.write(clientId, contactId, 'mine'));
    await ok(office.write(other, await office.contact(other), 'theirs'));
    await ok(office.post('/v1/firm/go-live'));
    const batch = await ok(office.post('/v1/mails/release', { clientId }));
    await ok(office.post('/v1/firm/stop-mail'));
    await ok(office.write(clientId, contactId, 'later'));
    await ok(office.post('/v1/firm/go-live'));
    at(new Date(Date.now() + 60_000).toISOString());
    await worked(office, batch.id);
    expect((await heldNow()).toSorted()).toEqual(['later', 'theirs']);
  });

  test('stops at the wall of who asked', async () => {
    const hidden = (await aClient(office.admin.call, { name: 'Quandt' })).id;
    const theirs = await ok(office.write(hidden, await office.contact(hidden), 'secret'));
    await ok(office.write(clientId, contactId, 'open'));
    await ok(office.post('/v1/firm/go-live'));
    const { call } = await office.member('manager', { scope: { except: [hidden] } });
    expect((await call('POST', '/v1/mails/release', { body: { clientId: hidden } })).status).toBe(404);
    const batch = await ok(call('POST', '/v1/mails/release', { body: {} }));
    at(new Date(Date.now() + 60_000).toISOString());
    await worked(office, batch.id);
    expect(await stateOf(theirs.id)).toBe('held');
    expect(await heldNow()).toEqual(['secret']);
    expect(await ok(call('GET', `/v1/batches/${batch.id}`))).toMatchObject({ done: 1, counts: { released: 1 } });
  });

  test('tells of a client’s mail only who may see the client; the numbers stay', async () => {
    const hidden = (await aClient(office.admin.call, { name: 'Quandt' })).id;
    await ok(office.write(clientId, contactId, 'open'));
    // The last one, which a batch is said to be at.
    await ok(office.write(hidden, await office.contact(hidden), 'secret'));
    await ok(office.post('/v1/firm/go-live'));
    const batch = await office.onHeld('release');
    expect(batch.current).toBe('Mail to Quandt');
    const { call } = await office.member('manager', { scope: { except: [hidden] } });
    const results = await ok(call('GET', `/v1/batches/${batch.id}/results`));
    expect(results.items.map(({ number }: Answer) => number)).toEqual([1]);
    expect(JSON.stringify([results, await ok(call('GET', `/v1/batches/${batch.id}`))])).not.toContain('Quandt');
    const { call: colleague } = await office.member('member');
    for (const path of [`/v1/batches/${batch.id}`, `/v1/batches/${batch.id}/results`])
      expect((await colleague('GET', path)).status).toBe(404);
    expect((await colleague('POST', `/v1/batches/${batch.id}/cancel`)).status).toBe(404);
  });

  test('is stopped by the one who asked; what was released stays released', async () => {
    await ok(office.write(clientId, contactId, 'one'));
    await ok(office.post('/v1/firm/go-live'));
    const batch = await ok(office.post('/v1/mails/release', {}));
    expect(await ok(office.post(`/v1/batches/${batch.id}/cancel`))).toMatchObject({ status: 'cancelled' });
    await worked(office, batch.id);
    expect(await heldNow()).toEqual(['one']);
    expect(await office.post(`/v1/batches/${batch.id}/cancel`)).toMatchObject({ status: 422 });
  });
});

describe('an erasure', () => {
  /** What the reactor does with each event. */
  async function reacted(): Promise<void> {
    for (const event of committed(office)) {
      if (event.type.endsWith('.erased')) await onErased(office.memory, event);
      if (/^(client|contact)\.erased$/.test(event.type)) await eraseMails(office.memory, event);
      if (event.type === 'client.erased') await eraseRows(office.memory, event.clientId!);
    }
  }

  test('of a client takes their name out of the results of long work; the numbers stay', async () => {
    await ok(office.write(clientId, contactId, 'x'));
    await ok(office.post('/v1/firm/go-live'));
    const batch = await office.onHeld('release');
    expect(batch.current).toBe('Mail to Juniper Street Dental, P.C.');
    await ok(office.admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } }));
    await ok(office.post(`/v1/clients/${clientId}/erase`));
    await reacted();
    const results = await ok(office.admin.call('GET', `/v1/batches/${batch.id}/results`));
    expect(results.items).toEqual([{ number: 1, label: 'Erased', outcome: 'released', at: expect.any(String) }]);
    expect(await ok(office.admin.call('GET', `/v1/batches/${batch.id}`))).toMatchObject({ counts: { released: 1 } });
  });

  test.each(['contact', 'client'])('of a %s blanks the mails to them, in their history too', async (whose) => {
    const mail = await ok(office.write(clientId, contactId, 'Your divorce'));
    if (whose === 'client')
      await ok(office.admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } }));
    await ok(office.post(whose === 'client' ? `/v1/clients/${clientId}/erase` : `/v1/contacts/${contactId}/erase`));
    for (let i = 0; i < 3; i++) await reacted();
    const read = await ok(office.admin.call('GET', `/v1/mails/${mail.id}`));
    expect(read).toMatchObject({ subject: 'Erased', text: 'Erased', status: 'discarded' });
    expect(read.to).toBeUndefined();
    const about = office.memory.all().filter(({ pk }) => pk.startsWith('MAIL#'));
    expect(JSON.stringify(about)).not.toMatch(/divorce|odile@/);
    await ok(office.post('/v1/firm/go-live'));
    await office.delivered();
    expect(office.sent).toEqual([]);
    expect(await office.post('/v1/audit/verify', {})).toMatchObject({ body: { verdict: 'intact' } });
  });
});
