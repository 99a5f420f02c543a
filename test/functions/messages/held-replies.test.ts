import { beforeEach, describe, expect, test } from 'vitest';
import { eraseThreads } from '../../../functions/messages/on-erased.ts';
import { aClient } from '../../support/call.ts';
import { aPdf } from '../../support/documents.ts';
import { aMailedThread, type Sent } from '../../support/replies.ts';
import { aContact } from '../../support/requests.ts';
import { saidTo, told } from '../../support/telling.ts';

let here: Awaited<ReturnType<typeof aMailedThread>>;
beforeEach(async () => {
  here = await aMailedThread();
});

describe('a reply that may not be theirs', () => {
  const unsure = async (sent: Sent = { from: 'mallory@elsewhere.example' }) => {
    expect(
      await here.receive(here.raw({ ...sent, text: 'Pay to this account', files: [['Account.pdf', aPdf()]] })),
    ).toBe('held');
    return (await here.held()).find(({ decided }) => decided === undefined)!;
  };

  test('is held for a person to look at, unseen by the client', async () => {
    expect(await unsure()).toMatchObject({ from: 'mallory@elsewhere.example', files: [{ name: 'Account.pdf' }] });
    expect(await here.said()).toHaveLength(1);
    const { body } = await here.them.get(`/portal/v1/threads/${here.id}`);
    expect(JSON.stringify(body)).not.toContain('account');
    expect(here.record('document')[0]).toMatchObject({ visibility: 'firm' });
    expect(await here.theirFiles()).toEqual([]);
    expect(await here.thread()).toMatchObject({ state: 'waits-for-us', heldReplies: 1 });
    await told(here.firm);
    expect(await saidTo(here.firm.admin.call)).toEqual([
      'A reply in “The lease” with Juniper Street Dental may not be from them: decide whether it is',
    ]);
  });

  test.each<[string, string[]]>([
    ['is unwanted', ['x-ses-spam-verdict: FAIL']],
    ['is forged', ['authentication-results: amazonses.com; spf=fail; dmarc=fail header.from=juniper.example']],
    ['is from nowhere that it knows', ['authentication-results: amazonses.com; spf=none; dmarc=none']],
  ])('also where the mail service says that it %s', async (_, headers) => {
    await unsure({ headers });
  });

  test.each<[string, string[]]>([
    ['sends to many', ['precedence: bulk']],
    ['wants no machine to answer', ['x-auto-response-suppress: All']],
    ['names another sender, too', ['from: ben@juniper.example']],
  ])('also where whoever sent it %s', async (_, headers) => {
    await unsure({ headers });
  });

  test('also of someone who takes no part in the conversation any more, or is no contact', async () => {
    const colleague = await aContact(here.firm.admin.call, here.clientId, { name: 'Ben', mail: 'ben@juniper.example' });
    await here.us.patch(`/v1/threads/${here.id}`, { contactIds: [colleague] });
    const { why, id: replyId } = await unsure({});
    expect(why).toBe('This person does not take part in this conversation any more');
    await here.us.post(`/v1/threads/${here.id}/replies/${replyId}/accept`);
    expect((await here.said())[0]).toMatchObject({ by: here.contactId });
    expect((await here.thread()).contactIds).toEqual([colleague]);
    const { id: other } = await aClient(here.firm.admin.call);
    await here.us.put(`/v1/clients/${other}/contacts/${here.contactId}`, {});
    await here.us.remove(`/v1/clients/${here.clientId}/contacts/${here.contactId}`);
    expect((await unsure({})).why).toBe('This person is not a contact of this client any more');
  });

  test('also where nothing is left of it without what it answers', async () => {
    const text = 'From: Grace Rowe\nSent: Tuesday\n\nWhich lease did you sign? THE SECOND ONE\nSince when?';
    expect(await here.receive(here.raw({ text }))).toBe('held');
    expect((await here.held())[0]).toMatchObject({ text });
    expect(await here.receive(here.raw({ text: ' ' }))).toBe('empty');
  });

  test.each<Sent>([{}, { from: 'mallory@elsewhere.example' }, { text: '' }])(
    'in which a virus was found is held without its files, and says why: %j',
    async (sent) => {
      const files: [string, Buffer][] = [
        ['Account.pdf', aPdf()],
        ['Photo.jpg', aPdf()],
      ];
      const headers = ['x-ses-virus-verdict: FAIL', 'x-ses-virus-verdict: PASS'];
      expect(await here.receive(here.raw({ ...sent, headers, files }))).toBe('held');
      const [reply] = await here.held();
      expect(reply).toMatchObject({
        why: 'The mail service found a virus in it, so its files were not taken',
        leftOut: ['Account.pdf', 'Photo.jpg'],
        files: [],
      });
      expect([here.record('document'), here.brought.size]).toEqual([[], 0]);
      await here.us.post(`/v1/threads/${here.id}/replies/${reply!.id}/accept`);
      expect((await here.said())[0]).toMatchObject({ leftOut: ['Account.pdf', 'Photo.jpg'], files: [] });
    },
  );

  test('in which a virus was found still has all its words, as a file of ours', async () => {
    const text = 'A long line '.repeat(2_000);
    await here.receive(here.raw({ text, headers: ['x-ses-virus-verdict: FAIL'], files: [['Account.pdf', aPdf()]] }));
    expect(await here.held()).toMatchObject([{ leftOut: ['Account.pdf'], files: [{ name: 'The whole mail.txt' }] }]);
    expect([...here.brought.values()].map((one) => new TextDecoder().decode(one))).toEqual([text.trim()]);
  });

  test('a verdict that the sender wrote themself counts nothing', async () => {
    await unsure({ headers: ['x-ses-spam-verdict: FAIL', 'x-ses-spam-verdict: PASS'] });
  });

  test('becomes theirs with its file by who accepts it, once', async () => {
    const { id: replyId } = await unsure();
    const path = `/v1/threads/${here.id}/replies/${replyId}`;
    expect((await here.us.post(`${path}/accept`)).body).toMatchObject({ decided: { as: 'accepted' } });
    expect((await here.said())[0]).toMatchObject({ by: here.contactId, text: 'Pay to this account', files: [{}] });
    expect(here.record('document')[0]).toMatchObject({ visibility: 'client', addedBy: here.contactId });
    expect(await here.theirFiles()).toMatchObject([{ name: 'Account.pdf' }]);
    expect((await here.thread()).heldReplies).toBeUndefined();
    expect(await here.us.post(`${path}/discard`)).toMatchObject({ status: 422 });
  });

  test('is gone by who discards it, its file too, and stays to be read by the team', async () => {
    const { id: replyId } = await unsure();
    await here.us.post(`/v1/threads/${here.id}/replies/${replyId}/discard`);
    expect(await here.said()).toHaveLength(1);
    expect(await here.theirFiles()).toEqual([]);
    expect(here.record('document')[0]).toMatchObject({ status: 'rejected', trashed: { by: here.firm.admin.id } });
    expect((await here.held())[0]).toMatchObject({ decided: { as: 'discarded' } });
  });

  test('is erased with the person', async () => {
    await unsure();
    await here.us.post(`/v1/contacts/${here.contactId}/erase`);
    const [erased] = here.firm.memory.all().filter((item) => item.type === 'contact.erased');
    await eraseThreads(here.firm.memory, { pk: erased!.pk, sk: erased!.sk });
    expect(JSON.stringify(await here.held())).not.toMatch(/mallory|Pay to/);
  });
});
