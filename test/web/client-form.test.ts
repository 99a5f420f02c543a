import { beforeEach, describe, expect, test } from 'vitest';
import { ClientPatch } from '../../functions/clients/client.ts';
import { all, asChanged, changeOf, reverse } from '../../web/console/src/features/clients/client-change.ts';
import { rules, type Values, valuesOf } from '../../web/console/src/features/clients/client-form.ts';
import { faultySections, sayings } from '../../web/console/src/features/clients/client-sayings.ts';
import { newAccount, newRegistration } from '../../web/console/src/features/clients/entry-rows.ts';
import { sayAccount, sayHeld, sayRegistration } from '../../web/console/src/features/clients/entry-words.ts';
import type { Client } from '../../web/console/src/lib/client.ts';
import { countries, sayCountry } from '../../web/console/src/lib/country-words.ts';
import { aClient, aFirm, type FirmUnderTest } from '../support/call.ts';
import { verbs } from '../support/office.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
let client: Client;
const read = async () => (await admin.get(`/v1/clients/${client.id}`)).body as Client;
const without = ({ version: _, can: _can, ...facts }: Client) => facts;

/** Sends what is typed over what is there, as the editor does, and takes it back. */
async function edit(typed: Partial<Values>) {
  const before = await read();
  const change = changeOf(before, { ...valuesOf(before), ...typed });
  const path = `/v1/clients/${client.id}`;
  const changed = await admin.patch(path, change);
  expect(changed, JSON.stringify(changed.body)).toMatchObject({ status: 200 });
  const back = reverse(before, change, changed.body as Client);
  const undo = async () => {
    const undone = await admin.patch(path, back);
    expect(undone, JSON.stringify(undone.body)).toMatchObject({ status: 200 });
    return undone.body as Client;
  };
  return { before, change, after: changed.body as Client, back, undo };
}

beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
  await admin.post('/v1/custom-fields', { key: 'fax', label: 'Fax', type: 'text' });
  await admin.post('/v1/custom-fields', { key: 'pays-late', label: 'Pays late', type: 'yes-no' });
  await admin.post('/v1/custom-fields', { key: 'staff', label: 'Staff', type: 'number' });
  client = (await aClient(firm.admin.call, {
    yearEnd: { month: 1, weekday: 6, on: 'last' },
    registrations: [{ authority: 'CO', tax: 'sales', frequency: 'monthly', dueDay: 20 }],
    accounts: [{ kind: 'checking', institution: 'Foothills', last4: '0210', frequency: 'monthly' }],
    roles: [{ role: 'lead', memberId: firm.admin.id }],
    address: { street: '12 Juniper St', country: 'US' },
    custom: { fax: '303-555-0100', staff: 12 },
    standingNotes: [{ text: 'Never call before ten' }],
  })) as unknown as Client;
});

describe('the form of a client', () => {
  test('sends nothing where nothing was changed', () => {
    expect(changeOf(client, valuesOf(client))).toEqual({});
  });

  test('names of the firm’s own fields those that were changed, empties one, and has them back', async () => {
    const custom = { fax: '', 'pays-late': false, staff: 12 };
    const { change, after, back, undo, before } = await edit({ custom });
    expect(change).toEqual({ custom: { fax: null, 'pays-late': false } });
    expect(after.custom).toEqual({ 'pays-late': false, staff: 12 });
    expect(back).toEqual({ custom: { fax: '303-555-0100', 'pays-late': null } });
    expect((await undo()).custom).toEqual(before.custom);
  });

  test('changes the month of a year of 52 or 53 weeks alone', async () => {
    const { change, undo } = await edit({ yearEnd: { ...valuesOf(client).yearEnd, month: '6' } });
    expect(change).toEqual({ yearEnd: { month: 6, weekday: 6, on: 'last' } });
    expect((await undo()).yearEnd).toEqual({ month: 1, weekday: 6, on: 'last' });
  });

  test('goes from years of weeks to a day, which it then asks for', async () => {
    const yearEnd = { on: 'day', month: '6', day: '', weekday: '6' } as const;
    const day = (of: Partial<Values['yearEnd']>) => {
      const values = { ...valuesOf(client), yearEnd: { ...yearEnd, ...of } };
      return rules.yearEnd.day(values.yearEnd.day, values);
    };
    expect([day({}), day({ day: 30 }), day({ on: 'last' })]).toEqual(['Which day?', null, null]);
    const { after } = await edit({ yearEnd: { ...yearEnd, day: 30 } });
    expect(after.yearEnd).toEqual({ month: 6, day: 30 });
  });

  test('adds, changes and takes out entries of lists; what was taken out comes back as a new one', async () => {
    const { registrations, accounts } = valuesOf(client);
    const added = { ...newRegistration(), authority: ' City of Denver ', number: '94-1' };
    const { change, after, before, undo } = await edit({
      registrations: [{ ...registrations[0]!, dueDay: '' }, added],
      accounts: [{ ...newAccount(), last4: '0227' }],
    });
    expect(change.registrations).toEqual([
      { id: before.registrations[0]!.id, authority: 'CO', tax: 'sales', frequency: 'monthly' },
      { authority: 'City of Denver', tax: 'sales', number: '94-1' },
    ]);
    expect(after.accounts).toEqual([{ id: expect.any(String), kind: 'checking', last4: '0227', frequency: 'monthly' }]);
    const undone = await undo();
    expect(undone.registrations).toEqual(before.registrations);
    expect(undone.accounts).toEqual([{ ...before.accounts[0], id: expect.any(String) }]);
    expect(accounts).toHaveLength(1);
  });

  test('takes back a standing note that was taken out, and one that was written over', async () => {
    const { undo } = await edit({ standingNotes: [] });
    expect((await undo()).standingNotes).toMatchObject([{ text: 'Never call before ten' }]);
    const [note] = valuesOf(await read()).standingNotes;
    const second = await edit({ standingNotes: [{ ...note, text: 'Call at any time' }] });
    expect(second.after.standingNotes).toMatchObject([{ text: 'Call at any time' }]);
    expect((await second.undo()).standingNotes).toMatchObject([{ text: 'Never call before ten' }]);
  });

  test('gives someone one more part in the work, and takes the parts back', async () => {
    const memberId = firm.admin.id;
    const roles = [...valuesOf(client).roles, { key: 'new', role: ' reviewer ', memberId }];
    const { change, undo, before } = await edit({ roles });
    expect(change).toEqual({
      roles: [
        { role: 'lead', memberId },
        { role: 'reviewer', memberId },
      ],
    });
    expect((await undo()).roles).toEqual(before.roles);
    expect([rules.roles.role(' '), rules.roles.memberId(null)]).toEqual(['Which part, as in reviewer?', 'Who is it?']);
  });

  test('lets another client pay, the client itself whatever its group says, or whoever usually does', async () => {
    const payer = await aClient(firm.admin.call, { name: 'Whitaker Holdings', number: 'W-1' });
    const other = await edit({ paidBy: 'other', billingClientId: payer.id });
    expect(other.change).toEqual({ billingClientId: payer.id });
    expect(valuesOf(other.after)).toMatchObject({ paidBy: 'other', billingClientId: payer.id });
    const itself = await edit({ paidBy: 'itself', billingClientId: null });
    expect(itself.change).toEqual({ billingClientId: client.id });
    expect((await itself.undo()).billingClientId).toBe(payer.id);
    expect((await edit({ paidBy: 'usual' })).change).toEqual({ billingClientId: null });
    const unsaid = { ...valuesOf(client), paidBy: 'other' as const };
    expect([rules.billingClientId(null, unsaid), rules.billingClientId(payer.id, unsaid)]).toEqual(['Who pays?', null]);
  });

  test('sends a tax number only where one was typed, and cannot bring back the one before', async () => {
    const first = await edit({ taxId: ' 98-7654321 ', phone: '303 555 0119' });
    expect(first.change).toEqual({ taxId: '98-7654321', phone: '303 555 0119' });
    expect(first.back).toEqual({ taxId: null, phone: null });
    const second = await edit({ taxId: '98-1111111', phone: '303 555 0120' });
    expect(second.back).toEqual({ phone: '303 555 0119' });
    expect((await edit({ dropsTaxId: true })).after).not.toHaveProperty('taxId');
  });

  test('keeps the rest of an address when its country changes, and has it back', async () => {
    const { address } = valuesOf(client);
    const { change, undo, before } = await edit({ address: { ...address, country: 'CA' }, leavesOn: '2026-12-31' });
    expect(change).toEqual({ address: { street: '12 Juniper St', country: 'CA' }, leavesOn: '2026-12-31' });
    expect(without(await undo())).toEqual(without(before));
  });

  test('marks the firm itself, and takes the mark away', async () => {
    expect((await edit({ internal: true })).change).toEqual({ internal: true });
    expect((await edit({ internal: false })).change).toEqual({ internal: null });
  });

  test('shows a change before it is through, without what it does not know', () => {
    const change = { custom: { fax: null, staff: 9 }, taxId: '98-1111111', accounts: [{ kind: 'card' as const }] };
    expect(ClientPatch.safeParse(change).success).toBe(true);
    const shown = asChanged(client, change);
    expect(shown.custom).toEqual({ staff: 9 });
    expect(shown.accounts).toEqual([{ id: expect.any(String), kind: 'card' }]);
    expect(shown).not.toHaveProperty('taxId');
    expect(asChanged(client, { address: null }).address).toBeUndefined();
  });
});

test('a change that cannot be taken back says so', async () => {
  await expect(all(Promise.resolve({ refused: [] }))).resolves.toBeUndefined();
  const refused = [{ client, why: 'Nobody who can answer for this client has this id' }];
  await expect(all(Promise.resolve({ refused }))).rejects.toThrow(`${client.name}: Nobody who can answer`);
});

describe('a section of the form', () => {
  test('says how it stands before it is opened', () => {
    const fields = [{ key: 'fax' }, { key: 'staff' }, { key: 'pays-late' }];
    const values = { ...valuesOf(client), leavesOn: '2027-06-30' };
    expect(sayings(values, client, fields, '2026-12-01')).toEqual({
      own: '2 of 3 filled in',
      yearEnd: 'last Saturday of January',
      registrations: '1',
      accounts: '1',
      roles: 'lead',
      billing: 'Who usually pays',
      taxNumber: 'Not known',
      leaving: '30 Jun 2027',
    });
    const [registration] = valuesOf(client).registrations;
    expect(sayRegistration(registration!)).toBe('CO Sales, Monthly, due on day 20');
    expect(sayRegistration(newRegistration())).toBe('New Sales');
    expect(sayHeld({ until: '2027-06-30' }, '2026-12-01')).toBe('last day 30 Jun 2027');
    expect(sayAccount(valuesOf(client).accounts[0]!)).toBe('Foothills Checking, ends in 0210, monthly');
  });

  test('is opened by what is wrong in it', () => {
    expect(faultySections({ 'registrations.1.until': 'x', 'custom.fax': 'x', name: 'x' })).toEqual([
      'own',
      'registrations',
    ]);
  });
});

test('countries are those of today, each once', () => {
  const values = countries.map(({ value }) => value);
  expect(values).toEqual(expect.arrayContaining(['US', 'GB', 'DE', 'XK']));
  expect(values.filter((code) => ['UK', 'SU', 'DD', 'EU', 'ZZ', 'XA'].includes(code))).toEqual([]);
  expect(new Set(countries.map(({ label }) => label)).size).toBe(countries.length);
  expect([sayCountry('US'), sayCountry('QQ')]).toEqual(['United States', 'QQ']);
});
