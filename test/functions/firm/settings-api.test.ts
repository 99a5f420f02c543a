import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { contentOf, verbs } from '../../support/office.ts';
import { aLogo } from '../../support/known-calls/firm.ts';

let firm: FirmUnderTest;
let admin: ReturnType<typeof verbs>;
beforeEach(async () => {
  firm = await aFirm();
  admin = verbs(firm.admin.call);
});

/** The demo firm, as it is set up. */
const larkfield = {
  name: 'Larkfield & Rowe, CPAs',
  weekStartsOn: 1,
  mailHours: { from: '08:30', to: '18:00' },
  workingDays: {
    national: 'us-federal',
    without: ['columbus-day', 'veterans-day'],
    own: [
      { kind: 'weekday', key: 'day-after', name: 'Day after Thanksgiving', month: 11, weekday: 4, nth: 4, plus: 1 },
      { kind: 'fixed', key: 'christmas-eve', name: 'Christmas Eve', month: 12, day: 24 },
    ],
  },
  colour: '#1F5A4D',
  phone: '303-555-0100',
  address: '1201 Larimer Street\nDenver, CO 80204',
  website: 'https://larkfieldrowe.example',
  replyTo: 'office@larkfieldrowe.example',
  paymentDays: 15,
  nextInvoice: 2481,
};

describe('the settings of the firm', () => {
  test('hold something before anyone sets them', async () => {
    const { body } = await admin.get('/v1/firm');
    expect(body).toMatchObject({
      profession: 'accounting',
      words: { job: { one: 'job', many: 'jobs' } },
      ownWords: {},
      weekStartsOn: 1,
      workingDays: { weekend: [6, 7] },
      mailHours: { from: '09:00', to: '17:00' },
      paymentDays: 30,
      nextInvoice: 1,
      live: false,
    });
    for (const field of ['colour', 'textColour', 'logo', 'liveSince', 'admins']) expect(body).not.toHaveProperty(field);
  });

  test('hold before anyone sets them, too, in a firm that was set up before there were any', async () => {
    firm.memory.meddle((rows) => {
      for (const row of rows.values()) if (row.entity === 'firm') delete row.profession;
    });
    expect((await admin.get('/v1/firm')).body).toMatchObject({ profession: 'accounting', words: { letter: {} } });
  });

  test('are kept, told to everyone, and taken back one by one', async () => {
    const set = await admin.patch('/v1/firm', larkfield);
    expect(set.status).toBe(200);
    expect(set.body).toMatchObject({ ...larkfield, colour: '#1f5a4d', textColour: '#ffffff' });
    const guest = await firm.member('guest');
    const seen = (await guest.call('GET', '/v1/me')).body.firm;
    expect(seen).toEqual({ ...set.body, version: seen.version, can: { edit: false } });
    const { body } = await admin.patch('/v1/firm', { colour: null, phone: null });
    expect(body).toMatchObject({ address: larkfield.address });
    for (const field of ['colour', 'textColour', 'phone']) expect(body).not.toHaveProperty(field);
  });

  test('have words by profession, and the firm’s own instead', async () => {
    await admin.patch('/v1/firm', { profession: 'law', words: { client: { one: 'member', many: 'members' } } });
    const { words } = (await admin.get('/v1/me')).body.firm;
    expect(words).toMatchObject({ job: { one: 'matter' }, client: { one: 'member' } });
    const { body } = await admin.patch('/v1/firm', { words: { client: null, job: { one: 'case', many: 'cases' } } });
    expect(body).toMatchObject({ words: { job: { one: 'case' }, client: { one: 'client' } } });
    expect(body.ownWords).toEqual({ job: { one: 'case', many: 'cases' } });
    expect((await admin.patch('/v1/firm', { words: { job: null } })).body.ownWords).toEqual({});
  });

  test.each([
    [{ workingDays: { national: 'us-federal', without: ['boxing-day'] } }, /without/],
    [{ workingDays: { weekend: [1, 2, 3, 4, 5, 6, 7] } }, /weekend/],
    [{ mailHours: { from: '17:00', to: '09:00' } }, /mailHours\.to/],
    [{ mailHours: { from: '09:00', to: '9 pm' } }, /mailHours\.to/],
    [{ mailHours: { from: '24:00', to: '24:00' } }, /mailHours\.from/],
    [{ workingDays: { closed: Array.from({ length: 201 }, () => ({ date: '2026-01-01', reason: 'x' })) } }, /closed/],
    [{ website: 'javascript:alert(1)' }, /website/],
    [{ colour: 'green' }, /colour/],
    [{ paymentDays: -1 }, /paymentDays/],
    [{ nextInvoice: 0 }, /nextInvoice/],
    [{ words: { joob: { one: 'a', many: 'b' } } }, /words/],
    [{ words: { job: { one: '', many: 'b' } } }, /words/],
    [{ liveSince: '2026-01-01T00:00:00.000Z' }, /liveSince/],
  ])('are not %j', async (body, path) => {
    const reply = await admin.patch('/v1/firm', body);
    expect(reply.status).toBe(400);
    expect(reply.body.issues[0].path).toMatch(path);
  });

  test('are in its history, before and after', async () => {
    await admin.patch('/v1/firm', { paymentDays: 15 });
    await admin.patch('/v1/firm', { paymentDays: 20 });
    const [event] = (await admin.get('/v1/audit/records/firm')).body.items;
    expect(event).toMatchObject({ type: 'firm.updated', changes: { FIRM: { paymentDays: [15, 20] } } });
  });
});

describe('the currency', () => {
  const anEngagement = async () => {
    const { id: clientId } = await aClient(firm.admin.call);
    const fee = { how: 'fixed', amount: { amount: 115_000, currency: 'USD' } };
    const services = [{ code: 'CLOSE', name: 'Monthly close', frequency: 'monthly', fee }];
    const { body } = await admin.post(`/v1/clients/${clientId}/engagements`, { title: 'Books', services });
    return { clientId, path: `/v1/engagements/${body.id}` };
  };

  test('can be changed while nothing is agreed in it', async () => {
    await aClient(firm.admin.call);
    expect(await admin.patch('/v1/firm', { currency: 'EUR' })).toMatchObject({
      status: 200,
      body: { currency: 'EUR' },
    });
  });

  test('stays once there is an engagement, also one that is over, and every fee can be read and added up', async () => {
    const { path } = await anEngagement();
    for (const isOver of [false, true]) {
      if (isOver) await admin.post(`${path}/end`, {});
      const before = contentOf(firm);
      const reply = await admin.patch('/v1/firm', { name: 'Larkfield & Bell', currency: 'EUR' });
      expect(reply).toMatchObject({ status: 422, body: { field: 'currency' } });
      expect(contentOf(firm)).toEqual(before);
    }
    expect(await admin.get(path)).toMatchObject({ status: 200, body: { annual: { currency: 'USD' } } });
  });

  test('can be given as it is, with what else changes', async () => {
    await anEngagement();
    const reply = await admin.patch('/v1/firm', { name: 'Larkfield & Bell', currency: 'USD' });
    expect(reply).toMatchObject({ status: 200, body: { name: 'Larkfield & Bell', currency: 'USD' } });
  });

  test('stays for what the one who asks may not see, too', async () => {
    const { clientId } = await anEngagement();
    const { call } = await firm.member('admin', { scope: { except: [clientId] } });
    const reply = await call('PATCH', '/v1/firm', { body: { currency: 'EUR' } });
    expect(reply).toMatchObject({ status: 422, body: { field: 'currency' } });
  });
});

describe('the logo', () => {
  test('stands beside the firm, which tells its version', async () => {
    expect((await admin.get('/v1/firm/logo')).status).toBe(404);
    expect((await admin.put('/v1/firm/logo', { image: aLogo })).body).toEqual({ image: aLogo, version: 1 });
    expect((await admin.get('/v1/firm')).body.logo).toBe(1);
    const member = await firm.member('guest');
    expect((await member.call('GET', '/v1/firm/logo')).body.image).toBe(aLogo);
    const firmItem = firm.memory.all().find(({ entity }) => entity === 'firm');
    expect(JSON.stringify(firmItem)).not.toContain('base64');
  });

  test('goes and comes again', async () => {
    expect((await admin.remove('/v1/firm/logo')).status).toBe(404);
    await admin.put('/v1/firm/logo', { image: aLogo });
    expect((await admin.remove('/v1/firm/logo')).status).toBe(204);
    expect((await admin.get('/v1/firm/logo')).status).toBe(404);
    expect((await admin.get('/v1/firm')).body).not.toHaveProperty('logo');
    expect((await admin.remove('/v1/firm/logo')).status).toBe(404);
    expect((await admin.put('/v1/firm/logo', { image: aLogo })).body.version).toBe(3);
    expect((await admin.get('/v1/firm')).body.logo).toBe(3);
    expect((await admin.post('/v1/audit/verify', {})).body.verdict).toBe('intact');
  });

  test('is an image, and of at most 100 KB', async () => {
    const png = Buffer.from(aLogo.split(',')[1]!, 'base64');
    const url = (bytes: Buffer, kind = 'png') => `data:image/${kind};base64,${bytes.toString('base64')}`;
    const ofSize = (size: number) => url(Buffer.concat([png, Buffer.alloc(size - png.length)]));
    expect((await admin.put('/v1/firm/logo', { image: ofSize(100 * 1024) })).status).toBe(200);
    const wrong = [
      ofSize(100 * 1024 + 1),
      url(Buffer.from('<svg onload="alert(1)"/>'), 'svg+xml'),
      url(Buffer.from('<svg onload="alert(1)"/>'), 'png'),
      url(png, 'jpeg'),
      'https://larkfieldrowe.example/logo.png',
      'data:image/png;base64,',
      `${aLogo}\n`,
    ];
    for (const image of wrong)
      expect((await admin.put('/v1/firm/logo', { image })).body.issues).toEqual([
        expect.objectContaining({ path: 'body.image' }),
      ]);
  });

  test('is told of in the history by its length and hash only', async () => {
    await admin.put('/v1/firm/logo', { image: aLogo });
    const [event] = (await admin.get('/v1/audit/records/firm')).body.items;
    expect(event).toMatchObject({
      type: 'firm.logo-changed',
      changes: { LOGO: { image: [null, { length: aLogo.length }] } },
    });
  });
});
