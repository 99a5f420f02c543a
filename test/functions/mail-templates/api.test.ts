import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type Call, type FirmUnderTest } from '../../support/call.ts';

let firm: FirmUnderTest;
let member: Call;
beforeEach(async () => {
  firm = await aFirm();
  ({ call: member } = await firm.member('member'));
});

const path = '/v1/mail-templates/close-package';
const ours = {
  name: 'Figures',
  subject: '{client.name}: {period, MMMM yyyy}',
  text: 'Hello {contact.firstName}, they are ready.',
};
const put = (body: object, key = 'close-package', headers = {}) =>
  firm.admin.call('PUT', `/v1/mail-templates/${key}`, { body, headers });
const read = async (call: Call = member): Promise<Answer> => (await call('GET', path)).body;
const listed = async (): Promise<Answer[]> => (await member('GET', '/v1/mail-templates')).body.items;

describe('the words of a mail', () => {
  test('are the shipped ones until the firm has its own, and again after a reset', async () => {
    const shipped = await read();
    expect(shipped).toMatchObject({ key: 'close-package', shipped: true, own: false, version: 0 });
    expect(shipped.fields).toContain('contact.firstName');
    expect(await put(ours)).toMatchObject({ status: 200, body: { ...ours, own: true, by: firm.admin.id, version: 1 } });
    expect(await read()).toMatchObject({
      ...ours,
      shipped: true,
      own: true,
      fields: ['client.name', 'period', 'contact.firstName'],
    });
    expect((await firm.admin.call('DELETE', path)).status).toBe(204);
    expect(await read()).toEqual({ ...shipped, version: 2 });
    expect(await put(ours)).toMatchObject({ status: 200, body: { own: true, version: 3 } });
  });

  test('stand in one list, the firm’s own mails behind the shipped ones', async () => {
    await put(ours);
    await put({ ...ours, name: 'Welcome' }, 'own-welcome');
    const items = await listed();
    expect(items.map(({ key }) => key).slice(0, 2)).toEqual(['request', 'reminder-first']);
    expect(items.find(({ key }) => key === 'close-package')).toMatchObject({ name: 'Figures', own: true });
    expect(items.at(-1)).toMatchObject({ key: 'own-welcome', name: 'Welcome', shipped: false, own: true });
    expect(items[0].text).toBeUndefined();
    expect((await firm.admin.call('DELETE', '/v1/mail-templates/own-welcome')).status).toBe(204);
    expect((await listed()).map(({ key }) => key)).not.toContain('own-welcome');
    expect((await member('GET', '/v1/mail-templates/own-welcome')).status).toBe(404);
  });

  test('are written by who leads, and read by everyone', async () => {
    const manager = await firm.member('manager');
    expect((await read(manager.call)).can).toEqual({ edit: true, reset: false });
    expect((await read()).can).toEqual({ edit: false, reset: false });
    expect((await manager.call('PUT', path, { body: ours })).status).toBe(200);
    expect((await member('PUT', path, { body: ours })).status).toBe(403);
    expect((await member('DELETE', path)).status).toBe(403);
    expect((await (await firm.member('guest')).call('GET', path)).status).toBe(200);
  });

  test('that are the shipped ones already need no reset', async () => {
    expect((await firm.admin.call('DELETE', path)).status).toBe(204);
    expect(await read()).toMatchObject({ own: false, version: 0 });
    expect((await firm.admin.call('DELETE', '/v1/mail-templates/own-nothing')).status).toBe(404);
  });

  test('are not changed over someone else’s change', async () => {
    expect((await put(ours, 'close-package', { 'if-match': '"0"' })).status).toBe(200);
    expect((await put({ ...ours, name: 'Mine' }, 'close-package', { 'if-match': '"0"' })).status).toBe(412);
    expect((await put({ ...ours, name: 'Mine' }, 'close-package', { 'if-match': '"1"' })).status).toBe(200);
  });

  test('say of those that nothing sends yet that nothing does, and of no others', async () => {
    const items = await listed();
    const unsent = items.filter(({ notYet }) => notYet !== undefined).map(({ key }) => key);
    expect(unsent).toEqual(['question-answered', 'invoice', 'invoice-reminder']);
  });

  test('tell in their history that they changed, and not what the old ones were', async () => {
    await put(ours);
    await put({ ...ours, text: 'Hello' });
    await firm.admin.call('DELETE', path);
    const events = firm.memory.all().filter(({ pk, entity }) => pk === 'MAIL-TEMPLATES' && entity === 'event');
    expect(events.map(({ type }) => type)).toEqual([
      'mail-template.worded',
      'mail-template.worded',
      'mail-template.reset',
    ]);
    expect(JSON.stringify(events)).not.toContain('they are ready');
  });

  test('are sixty of the firm’s own at most', async () => {
    for (let n = 0; n < 60; n++) await put(ours, `own-mail-${n}`);
    expect(await put(ours)).toMatchObject({ status: 422, body: { detail: expect.stringContaining('at most 60') } });
    expect((await put({ ...ours, name: 'Again' }, 'own-mail-7')).status).toBe(200);
  });
});

describe('a template that could not be sent', () => {
  test.each([
    [{ subject: 'For {client.nmae}' }, 'body.subject: There is no field {client.nmae} in mails'],
    [{ text: '{constructor} {items}' }, 'body.text: There is no field {constructor} in mails'],
    [{ text: 'Hello {contact.firstName' }, 'This brace is not closed (character 7)'],
    [{ text: 'a\n{for each item}x' }, 'This has no {end} (line 2, character 1)'],
    [{ text: '{client.name, MMMM}' }, '{client.name} is no date'],
    [{ text: '{items}' }, '{items} is a list'],
    [{ text: '{for each client}{client.number}{end}' }, '{client.number} is not known of each in the list'],
    [{ subject: 'a\nb' }, 'One line'],
    [{ for: 'team' }, 'This mail is shipped for a client, and stays so'],
  ])('%j is refused', async (more, message) => {
    const reply = await put({ ...ours, ...more });
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toContain(message);
    expect(await read()).toMatchObject({ own: false, version: 0 });
  });
});

describe('a preview', () => {
  let client: Answer;
  let contactId: string;
  beforeEach(async () => {
    client = await aClient(firm.admin.call);
    const contact = await firm.admin.call('POST', `/v1/clients/${client.id}/contacts`, {
      body: { name: 'Alicia Whitaker' },
    });
    contactId = contact.body.id;
  });
  const preview = (body: object, call = member) => call('POST', `${path}/preview`, { body });

  test('says what the mail would, in the name of who asks, and what is empty', async () => {
    await put({ ...ours, text: 'Hello {contact.firstName},\n\nthey are ready.\n\n{sender.fullName}' });
    const reply = await preview({ clientId: client.id, contactId });
    expect(reply).toMatchObject({ status: 200 });
    expect(reply.body).toEqual({
      subject: `${client.name}: {period}`,
      text: expect.stringMatching(/^Hello Alicia,\n\nthey are ready\.\n\nmember \d+$/),
      missing: ['period'],
      stopped: '{period} is empty, and nothing is sent with a hole in it',
    });
    await put({ ...ours, subject: 'Ready' });
    expect((await preview({ clientId: client.id, contactId })).body).toEqual({
      subject: 'Ready',
      text: 'Hello Alicia, they are ready.',
      missing: [],
    });
  });

  test('shows a link as it may look: a real one is made as the mail leaves', async () => {
    const words = { subject: 'Look', text: 'Look: {link}, until {link.expiresOn}' };
    const { body } = await preview({ clientId: client.id, contactId, ...words });
    expect(body).toEqual({ subject: 'Look', text: expect.stringMatching(/^Look: https:.+, until .+$/), missing: [] });
  });

  test('shows words that are not kept, with every field as it may look, and refuses what could not be sent', async () => {
    const { subject, text } = ours;
    const reply = await preview({ subject, text: `${text} {link}` });
    expect(reply.body).toEqual({
      subject: 'Juniper Street Dental, P.C.: March 2026',
      text: 'Hello Alicia, they are ready. https://portal.firm.example/',
      missing: [],
    });
    expect((await preview({ text: '{client.nmae}' })).body.issues).toEqual([
      { path: 'body.text', message: 'There is no field {client.nmae} in mails' },
    ]);
    expect((await preview({ subject, contactId })).status).toBe(400);
    expect(await read()).toMatchObject({ own: false, version: 0 });
  });

  test('writes the days of a mail in Spanish as readers of Spanish do', async () => {
    const reply = await member('POST', '/v1/mail-templates/request.es/preview', { body: { text: '{letter.dueOn}' } });
    expect(reply.body.text).toMatch(/ de abril|abril/);
  });

  test('is for people of the client, whom the caller may see', async () => {
    const other = await aClient(firm.admin.call, { name: 'Other, LLC' });
    expect((await preview({ clientId: other.id, contactId })).status).toBe(404);
    const walled = await firm.member('member', { scope: { except: [client.id] } });
    expect((await preview({ clientId: client.id, contactId }, walled.call)).status).toBe(404);
  });
});
