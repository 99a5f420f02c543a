import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { nowhere } from '../../support/place.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let client: Answer;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  client = await aClient(firm.admin.call);
});
const patch = (body: object) => admin.patch(`/v1/clients/${client.id}`, body);

const details = {
  formerNames: ['Juniper Dental Group'],
  yearEnd: { month: 1, weekday: 6, on: 'last' },
  address: { street: '12 Juniper St', city: 'Denver', region: 'CO', postcode: '80203', country: 'US' },
  phone: '+1 303 555 0119',
  website: 'www.juniper.example',
  leavesOn: '2026-12-07',
};

describe('what is known of a client', () => {
  test('is taken when it is added, changed as a whole, and taken away', async () => {
    const added = await aClient(firm.admin.call, { name: 'Copperline', ...details });
    expect(added).toMatchObject(details);
    expect((await patch(details)).body).toMatchObject(details);
    const nothing = Object.fromEntries(Object.keys(details).map((name) => [name, null]));
    const bare = (await patch(nothing)).body;
    expect(bare).toMatchObject({ formerNames: [], yearEnd: { month: 12, day: 31 } });
    for (const name of ['address', 'phone', 'website', 'leavesOn']) expect(bare).not.toHaveProperty(name);
    const { version: _, ...rest } = bare;
    expect(rest).toEqual({ ...client, version: undefined });
  });

  test.each([
    ['yearEnd', { month: 2, day: 30 }],
    ['registrations', [{ authority: 'CO', tax: 'sales', from: '2026-02-01', until: '2026-01-01' }]],
    ['accounts', [{ kind: 'checking', last4: '12345' }]],
    ['address', { country: 'United States' }],
    ['website', 'no website'],
    ['leavesOn', '2026-02-30'],
    ['roles', [{ role: 'lead' }]],
  ])('refuses a wrong %s', async (field, value) => {
    const reply = await patch({ [field]: value });
    expect(reply.status).toBe(400);
    expect(reply.body.issues[0].path).toMatch(new RegExp(`^body\\.${field}`));
  });
});

describe('the entries of a list', () => {
  const account = { kind: 'checking', institution: 'Foothills', last4: '0210', frequency: 'monthly' };
  const registration = { authority: 'CO', tax: 'sales', number: '94-1', frequency: 'monthly', dueDay: 20 };

  test('have ids of their own, which stay while the list changes around them', async () => {
    const { accounts } = (await patch({ accounts: [account, { ...account, last4: '0227' }] })).body;
    expect(accounts.map(({ id }: Answer) => id)).toEqual([
      expect.stringMatching(/^acc_/),
      expect.stringMatching(/^acc_/),
    ]);
    const changed = [
      { ...account, last4: '0244' },
      { ...accounts[1], note: 'Reserve' },
    ];
    const after = (await patch({ accounts: changed })).body.accounts;
    expect(after[1]).toEqual({ ...accounts[1], note: 'Reserve' });
    expect(accounts.map(({ id }: Answer) => id)).not.toContain(after[0].id);
    expect((await patch({ accounts: [] })).body.accounts).toEqual([]);
  });

  test('cannot be given an id that is not theirs, nor the same twice', async () => {
    const { registrations } = (await patch({ registrations: [registration] })).body;
    const other = await aClient(firm.admin.call, { name: 'Other' });
    const path = `/v1/clients/${other.id}`;
    expect(await admin.patch(path, { registrations })).toMatchObject({ status: 400 });
    expect(await patch({ registrations: [registrations[0], registrations[0]] })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.registrations.1.id' }] },
    });
  });
});

describe('a standing note', () => {
  test('says who wrote it and when; what another leaves alone stays theirs', async () => {
    const { standingNotes } = (await patch({ standingNotes: [{ text: 'Call, do not write.' }] })).body;
    expect(standingNotes).toEqual([
      { id: expect.stringMatching(/^stn_/), text: 'Call, do not write.', by: firm.admin.id, at: expect.any(String) },
    ]);
    const nora = await firm.member('member');
    const sent = [{ id: standingNotes[0].id, text: 'Call, do not write.' }, { text: 'Mornings.' }];
    const { body } = await nora.call('PATCH', `/v1/clients/${client.id}`, { body: { standingNotes: sent } });
    expect(body.standingNotes).toEqual([standingNotes[0], expect.objectContaining({ text: 'Mornings.', by: nora.id })]);
  });

  test('stands in no event, only its length', async () => {
    await patch({ standingNotes: [{ text: 'Sleeps until noon' }] });
    expect(JSON.stringify((await admin.get(`/v1/clients/${client.id}/timeline`)).body)).not.toContain('noon');
  });
});

describe('who works for a client', () => {
  test('has any part, in the firm’s own word; each only once', async () => {
    const { id } = await firm.member('member');
    const role = { role: 'reviewer', memberId: id };
    expect((await patch({ manager: id, roles: [role, role, { role: 'lead', memberId: id }] })).body).toMatchObject({
      manager: id,
      roles: [role, { role: 'lead', memberId: id }],
    });
  });

  test('must be there, and able to see the client; which of them is not is told', async () => {
    const [fine, left, walled] = [
      await firm.member('member'),
      await firm.member('member'),
      await firm.member('member', { scope: { except: [client.id] } }),
    ];
    await admin.post(`/v1/team/${left.id}/disable`);
    const roles = [fine.id, left.id, walled.id, nowhere.memberId].map((memberId) => ({ role: 'lead', memberId }));
    const reply = await patch({ roles, manager: walled.id });
    expect(reply.status).toBe(400);
    const issues = reply.body.issues as Answer[];
    expect(issues.map(({ path }) => path)).toEqual([
      'body.manager',
      'body.roles.1.memberId',
      'body.roles.2.memberId',
      'body.roles.3.memberId',
    ]);
    expect(new Set(issues.map(({ message }) => message)).size).toBe(1);
  });

  test('may have left since, while others are changed', async () => {
    const [one, two] = [await firm.member('member'), await firm.member('member')];
    const roles = [{ role: 'lead', memberId: one.id }];
    await patch({ roles });
    await admin.post(`/v1/team/${one.id}/disable`);
    expect((await patch({ roles: [...roles, { role: 'reviewer', memberId: two.id }] })).status).toBe(200);
  });
});

describe('the firm’s own fields', () => {
  const define = async (body: object) => (await admin.post('/v1/custom-fields', body)).body;
  beforeEach(async () => {
    await define({ key: 'fax', label: 'Fax', type: 'text' });
    await define({ key: 'employees', label: 'Employees', type: 'number' });
    await define({ key: 'since', label: 'Since', type: 'date' });
    await define({ key: 'tier', label: 'Tier', type: 'choice', choices: ['gold', 'silver'] });
    await define({ key: 'paper', label: 'Paper client', type: 'yes-no' });
  });
  const values = { fax: '555 0100', employees: 12.5, since: '2020-02-29', tier: 'gold', paper: true };

  test('take what their definition says, one by one, and null takes away', async () => {
    expect((await patch({ custom: values })).body.custom).toEqual(values);
    expect((await patch({ custom: { fax: null, tier: 'silver' } })).body.custom).toEqual({
      employees: 12.5,
      since: '2020-02-29',
      tier: 'silver',
      paper: true,
    });
  });

  test.each([
    ['fax', 7],
    ['employees', 'many'],
    ['since', '2021-02-29'],
    ['tier', 'bronze'],
    ['paper', 'yes'],
    ['unknown', 'x'],
    ['constructor', 'x'],
  ])('refuse in %s what does not fit: %j', async (key, value) => {
    expect(await patch({ custom: { [key]: value } })).toMatchObject({
      status: 400,
      body: { issues: [{ path: `body.custom.${key}` }] },
    });
  });

  test('keep their data when they are removed, and have it again when they are back', async () => {
    await patch({ custom: values });
    const { items } = (await admin.get('/v1/custom-fields')).body;
    const fax = items.find(({ key }: Answer) => key === 'fax');
    expect((await admin.remove(`/v1/custom-fields/${fax.id}`)).status).toBe(204);
    expect((await admin.get(`/v1/custom-fields/${fax.id}`)).status).toBe(404);
    expect((await patch({ custom: { employees: 13 } })).body.custom).toMatchObject({ fax: '555 0100', employees: 13 });
    expect((await patch({ custom: { fax: 'new' } })).status).toBe(400);
    await define({ key: 'fax', label: 'Telefax', type: 'text' });
    expect((await patch({ custom: { fax: 'new' } })).body.custom).toMatchObject({ fax: 'new' });
  });

  test('have each key once, and choices only where there is something to choose', async () => {
    expect(await admin.post('/v1/custom-fields', { key: 'fax', label: 'Fax', type: 'text' })).toMatchObject({
      status: 409,
      body: { field: 'key' },
    });
    expect((await admin.post('/v1/custom-fields', { key: 'a', label: 'A', type: 'choice' })).status).toBe(400);
    expect((await admin.post('/v1/custom-fields', { key: 'b', label: 'B', type: 'text', choices: ['x'] })).status).toBe(
      400,
    );
    const { items } = (await admin.get('/v1/custom-fields')).body;
    const text = items.find(({ key }: Answer) => key === 'fax');
    expect((await admin.patch(`/v1/custom-fields/${text.id}`, { choices: ['x'] })).status).toBe(400);
  });

  test('are no more than a hundred', async () => {
    for (let i = 0; i < 95; i++) await define({ key: `k${i}`, label: 'K', type: 'text' });
    expect(await admin.post('/v1/custom-fields', { key: 'one-more', label: 'K', type: 'text' })).toMatchObject({
      status: 422,
    });
  });
});
