import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { runBatch } from '../../../functions/batches/run.ts';
import { batchKinds } from '../../../functions/batch-kinds.ts';
import { callerOf } from '../../../functions/firm/authenticate.ts';
import type { Table } from '../../../shared/table/table.ts';
import { worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { bytesOfFile, dryRun, fileOf, imported, resultOf } from '../../support/imports.ts';
import { contentOf } from '../../support/office.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});

const quickBooks = bytesOfFile('quickbooks-online-customers.csv');

/** Everything but the imports themselves, which are told of each time. */
const business = (of: FirmUnderTest) => contentOf(of).filter(({ pk }) => !/^(?:IMPORT|BATCH)#/.test(pk));
const recordsOf = (of: FirmUnderTest, entity: string): Answer[] =>
  of.memory.all().filter((item) => item.entity === entity);
const namesOf = (of: FirmUnderTest, entity: string): string[] =>
  recordsOf(of, entity)
    .map(({ name }) => name as string)
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('a customer contact list of QuickBooks Online', () => {
  test('is told row by row, with every line that is none, and nothing is done', async () => {
    const before = contentOf(firm);
    const told = await dryRun(firm.admin.call, quickBooks);
    expect(told).toMatchObject({
      source: 'quickbooks-contact-list',
      encoding: 'utf-8',
      headingRow: 4,
      counts: { create: 75, update: 0, unchanged: 1, refused: 2, skipped: 9 },
      notImported: ['Ship address'],
    });
    expect(told.skipped.map(({ row, why }: Answer) => `${row} ${why}`)).toEqual([
      '1 above the headings',
      '2 above the headings',
      '3 blank',
      '36 blank',
      '84 total',
      '85 blank',
      '86 blank',
      '87 blank',
      '88 footer',
    ]);
    expect(told.rows.filter(({ action }: Answer) => action !== 'create')).toMatchObject([
      { row: 50, action: 'unchanged', why: 'The same as row 49' },
      { row: 71, name: 'Ingrid Brandt', action: 'refused', why: expect.stringMatching(/^Row 47 is the same client/) },
      { row: 83, action: 'refused', why: expect.stringMatching(/^The name is a formula/) },
    ]);
    expect(contentOf(firm)).toEqual(before);
  });

  test('imported twice gives the same: the second time nothing but the import itself is written', async () => {
    const first = await imported(firm, quickBooks);
    expect(first.counts).toEqual({ created: 75, unchanged: 1, refused: 2 });
    expect(namesOf(firm, 'client')).toHaveLength(75);
    await firm.projected();
    const after = business(firm);
    const second = await imported(firm, quickBooks);
    expect(second.counts).toEqual({ unchanged: 76, refused: 2 });
    expect(second.rows.filter(({ outcome }) => outcome === 'refused')).toEqual(
      first.rows.filter(({ outcome }) => outcome === 'refused'),
    );
    expect(business(firm)).toEqual(after);
    expect((await dryRun(firm.admin.call, quickBooks)).counts).toMatchObject({ create: 0, update: 0, unchanged: 76 });
  });

  test('does what the dry run told, row by row', async () => {
    const told = await dryRun(firm.admin.call, quickBooks);
    const { rows } = await imported(firm, quickBooks);
    const done = { create: 'created', update: 'updated', unchanged: 'unchanged', refused: 'refused' };
    expect(rows.map(({ row, name, outcome }) => [row, name, outcome])).toEqual(
      told.rows.map(({ row, name, action }: Answer) => [row, name, done[action as keyof typeof done]]),
    );
  });

  test('is compared in a handful of reads, however many rows were imported before', async () => {
    let reads = 0;
    const counted = await aFirm({
      wrap: (table) => ({
        ...table,
        get: (...given) => (reads++, table.get(...given)),
        getMany: (...given) => (reads++, table.getMany(...given)),
        query: (...given) => (reads++, table.query(...given)),
      }),
    });
    await imported(counted, quickBooks);
    reads = 0;
    await dryRun(counted.admin.call, quickBooks);
    // The caller; the holders of the keys; the clients; their marks.
    expect(reads).toBe(4);
  });

  test('is the same in Windows-1252', async () => {
    await imported(firm, quickBooks);
    const after = business(firm);
    const again = await imported(firm, bytesOfFile('quickbooks-online-customers-windows-1252.csv'));
    expect(again.counts).toEqual({ unchanged: 76, refused: 2 });
    expect(business(firm)).toEqual(after);
    expect(recordsOf(firm, 'client').filter(({ address }) => address?.city === 'Cañon City').length).toBeGreaterThan(5);
  });

  test('makes one person of who is a contact of several clients', async () => {
    await imported(firm, quickBooks);
    const rafael = recordsOf(firm, 'contact').filter(({ name }) => name === 'Rafael Delgado');
    expect(rafael).toHaveLength(1);
    expect(rafael[0].clientIds).toHaveLength(3);
    expect(recordsOf(firm, 'client').find(({ name }) => name.startsWith('Old Mill'))).toMatchObject({
      name: 'Old Mill Antiques, LLC',
      lifecycle: 'inactive',
    });
    expect(namesOf(firm, 'contact')).toContain('Nathan Cho');
    expect(JSON.stringify(business(firm))).not.toContain('HYPERLINK');
  });

  test('verifies afterwards', async () => {
    await imported(firm, quickBooks);
    expect((await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
  });
});

describe('what people did since', () => {
  const file = (phone: string, mail = 'ann@acme.example') =>
    `Name,Phone,Email,Contact name\nAcme Ltd,${phone},${mail},Ann Lee`;

  test('stays when the same file comes again, and when another cell of the row changed', async () => {
    await imported(firm, file('303-555-0101'), { mapping: { Phone: 'client.phone' } });
    const [{ id }] = recordsOf(firm, 'client');
    await firm.admin.call('PATCH', `/v1/clients/${id}`, { body: { phone: '720-555-0199', name: 'Acme Limited' } });
    const same = await imported(firm, file('303-555-0101'), { mapping: { Phone: 'client.phone' } });
    expect(same.counts).toEqual({ unchanged: 1 });
    const other = await imported(firm, file('303-555-0101', 'ann.lee@acme.example'), {
      mapping: { Phone: 'client.phone' },
    });
    expect(other.rows).toMatchObject([{ outcome: 'updated', changes: ['contact'] }]);
    expect(recordsOf(firm, 'client')).toMatchObject([{ phone: '720-555-0199', name: 'Acme Limited' }]);
    expect(recordsOf(firm, 'contact')).toMatchObject([{ name: 'Ann Lee', mail: 'ann.lee@acme.example' }]);
    const changed = await imported(firm, file('303-555-0777', 'ann.lee@acme.example'), {
      mapping: { Phone: 'client.phone' },
    });
    expect(changed.counts).toEqual({ updated: 1 });
    expect(recordsOf(firm, 'client')).toMatchObject([{ phone: '303-555-0777' }]);
  });

  test('a contact who was taken away does not come back', async () => {
    await imported(firm, file('303-555-0101'));
    const [{ id: clientId }] = recordsOf(firm, 'client');
    const [{ id: contactId }] = recordsOf(firm, 'contact');
    const other = await aClient(firm.admin.call, { name: 'Other' });
    await firm.admin.call('PUT', `/v1/clients/${other.id}/contacts/${contactId}`, { body: {} });
    await firm.admin.call('DELETE', `/v1/clients/${clientId}/contacts/${contactId}`);
    const { rows } = await imported(firm, file('303-555-0102'));
    expect(rows).toMatchObject([{ notes: ['Ann Lee is no contact of this client any more, and was left so'] }]);
    expect(recordsOf(firm, 'contact')).toMatchObject([{ clientIds: [other.id] }]);
  });

  test('two addresses of one person are one person', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'Acme' });
    const ann = { name: 'Ann Lee', mail: 'ann@acme.example', otherMails: ['lee@acme.example'] };
    await firm.admin.call('POST', `/v1/clients/${id}/contacts`, { body: ann });
    const other = await aClient(firm.admin.call, { name: 'Other' });
    await firm.projected();
    const content =
      'Name,Email,Phone\nAcme,ann@acme.example; lee@acme.example,\nOther,lee@acme.example; ann@acme.example,303-555-0101';
    expect((await imported(firm, content)).counts).toEqual({ unchanged: 1, updated: 1 });
    expect(recordsOf(firm, 'contact')).toMatchObject([{ ...ann, clientIds: [id, other.id] }]);
  });

  test('who was merged into another is that one', async () => {
    await imported(firm, 'Name,Email\nAcme,ann@acme.example\nAcme East,');
    const [from, into] = ['Acme East', 'Acme'].map(
      (name) => recordsOf(firm, 'client').find((one) => one.name === name).id,
    );
    const merging = await firm.admin.call('POST', `/v1/clients/${into}/merge`, { body: { from } });
    expect(merging.status).toBeLessThan(300);
    const content = 'Name,Email\nAcme,ann@acme.example\nAcme East,office@acme.example';
    expect((await dryRun(firm.admin.call, content)).rows).toMatchObject([
      { action: 'unchanged' },
      { action: 'update', clientId: into },
    ]);
    for (const { id } of recordsOf(firm, 'batch')) await worked(firm, id);
    expect((await imported(firm, content)).rows).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'updated', clientId: into },
    ]);
    expect((await imported(firm, content)).counts).toEqual({ unchanged: 2 });
  });

  test('who was erased does not come back', async () => {
    await imported(firm, file('303-555-0101'));
    const [{ id }] = recordsOf(firm, 'client');
    await firm.admin.call('PATCH', `/v1/clients/${id}`, { body: { lifecycle: 'archived' } });
    expect(await firm.admin.call('POST', `/v1/clients/${id}/erase`)).toMatchObject({ status: 200 });
    const { rows } = await imported(firm, file('303-555-0101'));
    expect(rows).toMatchObject([{ outcome: 'refused', why: expect.stringMatching(/erased/) }]);
    expect(namesOf(firm, 'client')).toEqual(['Erased client']);
  });

  test('clients and people made by hand are found by name and address, and only filled', async () => {
    const { id } = await aClient(firm.admin.call, { name: 'ACME, Ltd.', phone: '720-555-0199' });
    const other = await aClient(firm.admin.call, { name: 'Other' });
    await firm.admin.call('POST', `/v1/clients/${other.id}/contacts`, {
      body: { name: 'Ann Lee-Marsh', mail: 'Ann@acme.example' },
    });
    await firm.projected();
    const { rows } = await imported(firm, file('303-555-0101').replace('Acme Ltd', 'Acme Ltd.'));
    expect(rows).toMatchObject([{ outcome: 'updated', why: 'Found by its name', clientId: id }]);
    expect(recordsOf(firm, 'contact')).toMatchObject([
      { name: 'Ann Lee-Marsh', clientIds: [other.id, id], phone: '303-555-0101' },
    ]);
    expect((await imported(firm, file('303-555-0101').replace('Acme Ltd', 'Acme Ltd.'))).counts).toEqual({
      unchanged: 1,
    });
  });
});

describe('exports of other systems', () => {
  test('of Xero: numbers, tax numbers sealed, further people, addresses of several lines', async () => {
    const file = bytesOfFile('xero-contacts.csv');
    expect((await imported(firm, file)).counts).toEqual({ created: 3 });
    const tamarack = recordsOf(firm, 'client').find(({ number }) => number === '1021');
    expect(tamarack).toMatchObject({
      phone: '303 555 0121',
      address: { street: '400 Blake St\nSuite 900', city: 'Denver', country: 'US' },
      taxId: { shown: expect.stringMatching(/4567$/) },
    });
    expect(JSON.stringify(contentOf(firm))).not.toContain('84-1234567');
    expect(namesOf(firm, 'contact')).toEqual(['Beatrice Wren', 'Dale Oberlin', 'Imani Brooks', 'Theo Lang']);
    expect((await imported(firm, file)).counts).toEqual({ unchanged: 3 });
  });

  test('of Karbon: two cards of one key are one client', async () => {
    const { rows } = await imported(firm, bytesOfFile('karbon-contacts.csv'));
    expect(rows).toMatchObject([
      { outcome: 'created' },
      { outcome: 'created' },
      { outcome: 'unchanged', why: expect.stringMatching(/client in row 3/) },
    ]);
    expect(recordsOf(firm, 'client').map(({ kind, number }) => [number, kind])).toEqual(
      expect.arrayContaining([
        ['1063', 'individual'],
        ['1019', 'other'],
      ]),
    );
    expect(recordsOf(firm, 'contact')).toHaveLength(3);
  });

  test('of TaxDome: a row for each contact, and one person of two accounts', async () => {
    const { counts } = await imported(firm, bytesOfFile('taxdome-accounts.csv'));
    expect(counts).toEqual({ created: 2, unchanged: 1 });
    expect(namesOf(firm, 'contact')).toEqual(['Moira Larkin', 'Sean Larkin']);
    expect(recordsOf(firm, 'client').find(({ name }) => name.startsWith('Larkin'))).toMatchObject({
      tags: ['automotive', 'payroll'],
    });
  });

  test('of QuickBooks’ customers, after its contact list: the same clients', async () => {
    await imported(
      firm,
      'Customer full name,Phone numbers,Email\n"Copperline Restaurant Group, LLC",303,dominic.reyes@mail.example',
    );
    const { rows } = await imported(firm, bytesOfFile('quickbooks-online-customers-export.csv'));
    expect(rows.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Copperline Restaurant Group, LLC', 'updated'],
      ['Copperline Restaurant Group, LLC: Cherry Creek', 'created'],
      ['Diane Hollis', 'created'],
    ]);
  });

  test('of any system, by saying what the columns are', async () => {
    await firm.admin.call('POST', '/v1/custom-fields', { body: { key: 'since', label: 'Since', type: 'date' } });
    const mapping = {
      Mandant: 'client.name',
      Nr: 'client.number',
      Seit: 'client.custom.since',
      Steuerberater: 'ignore',
    };
    const content = 'Mandant;Nr;Seit;Steuerberater;Ort\nPfeil GmbH;="0042";31.03.2019;Kurz;Wien';
    expect(await dryRun(firm.admin.call, content, { mapping })).toMatchObject({
      delimiter: ';',
      notImported: ['Steuerberater', 'Ort'],
    });
    await imported(firm, content, { mapping });
    expect(recordsOf(firm, 'client')).toMatchObject([
      { name: 'Pfeil GmbH', number: '0042', custom: { since: '2019-03-31' } },
    ]);
    const wrong = await firm.admin.call('POST', '/v1/imports/clients', {
      body: { file: fileOf(content), mapping: { ...mapping, Land: 'client.country', Ort: 'client.custom.ort' } },
    });
    expect(wrong).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.mapping.Land' }, { path: 'body.mapping.Ort' }] },
    });
  });
});

describe('a bad row', () => {
  test('stops no other and is told with its number', async () => {
    await aClient(firm.admin.call, { name: 'Number holder', number: '7' });
    const { rows } = await imported(firm, 'Name,Client number\nGood,1\n,2\n"Open,3\nBad,7\nAlso good,4\n');
    expect(rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'created'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
      [6, 'created'],
    ]);
    expect(rows[3].why).toMatch(/number 7 is that of Number holder/);
    const page = await firm.admin.call('GET', '/v1/imports');
    const { id } = page.body.items[0];
    const refused = await firm.admin.call('GET', `/v1/imports/${id}/rows`, { query: { outcome: 'refused' } });
    expect(refused.body.items).toHaveLength(3);
  });
});

describe('a run', () => {
  const running = (of: FirmUnderTest, table: Table) => ({
    table,
    kinds: batchKinds,
    deps: of.deps,
    callerOf: callerOf(table),
  });
  const begin = async (of: FirmUnderTest, content: string | Uint8Array) => {
    const { body } = await of.admin.call('POST', '/v1/imports/clients', {
      body: { file: fileOf(content), dryRun: false },
    });
    return body.import as { id: string; batchId: string };
  };

  test('that crashes at any write goes on where it was, and ends as if it had not', async () => {
    const few = Buffer.from(quickBooks.toString('utf8').split('\r\n').slice(0, 14).join('\r\n'));
    const whole = await imported(await aFirm(), few);
    for (const crashAt of [1, 2, 5, 8]) {
      const broken = await aFirm();
      const { id, batchId } = await begin(broken, few);
      let writes = 0;
      const crashing: Table = {
        ...broken.memory,
        async write(all) {
          // Half of the crashes come after the write was done, before anyone heard of it.
          if (++writes === crashAt && crashAt % 2 === 0) await broken.memory.write(all);
          if (writes === crashAt) throw new Error('crash');
          return broken.memory.write(all);
        },
      };
      await expect(runBatch(running(broken, crashing), batchId)).rejects.toThrow('crash');
      await worked(broken, batchId);
      const { counts, rows } = await resultOf(broken.admin.call, id);
      expect(counts).toEqual(whole.counts);
      expect(rows.map(({ row, outcome }) => [row, outcome])).toEqual(
        whole.rows.map(({ row, outcome }) => [row, outcome]),
      );
      expect(namesOf(broken, 'client')).toHaveLength(whole.counts.created);
      expect(new Set(namesOf(broken, 'contact')).size).toBe(namesOf(broken, 'contact').length);
    }
  });

  test('comes to its end though a field of the firm’s was removed meanwhile', async () => {
    const { body: field } = await firm.admin.call('POST', '/v1/custom-fields', {
      body: { key: 'route', label: 'Route', type: 'text' },
    });
    const sent = {
      file: fileOf('Name,Route,Phone\nAcme,north,303-555-0101\nApex,south,'),
      mapping: { Route: 'client.custom.route' },
      dryRun: false,
    };
    const { body } = await firm.admin.call('POST', '/v1/imports/clients', { body: sent });
    expect((await firm.admin.call('DELETE', `/v1/custom-fields/${field.id}`)).status).toBeLessThan(300);
    await worked(firm, body.import.batchId);
    const { rows } = await resultOf(firm.admin.call, body.import.id);
    expect(rows.map(({ outcome, notes }) => [outcome, notes])).toEqual([
      ['created', ['north does not fit the field route and was left out']],
      ['created', ['south does not fit the field route and was left out']],
    ]);
  });

  test('goes on when one of its clients is merged into another under it', async () => {
    await imported(firm, 'Name,Email\nAcme,ann@acme.example\nAcme East,bo@acme.example');
    const [from, into] = ['Acme East', 'Acme'].map(
      (name) => recordsOf(firm, 'client').find((one) => one.name === name).id,
    );
    const content = 'Name,Email\nAcme,ann@acme.example; cy@acme.example\nAcme East,bo@acme.example; di@acme.example';
    const { id, batchId } = await begin(firm, content);
    const merging: { done?: Promise<Answer> } = {};
    const table: Table = {
      ...firm.memory,
      // When the second row is about to be written, the client it was decided for is no more.
      async write(all) {
        if (all.some((one) => 'put' in one && one.put.pk === `CLIENT#${from}`))
          merging.done ??= firm.admin.call('POST', `/v1/clients/${into}/merge`, { body: { from } });
        await merging.done;
        return firm.memory.write(all);
      },
    };
    // By what the client is known again is on its way: until it has come, the machine comes again.
    await expect(runBatch(running(firm, table), batchId)).rejects.toThrow('Too many');
    await worked(firm, (await merging.done).body.batchId);
    await worked(firm, batchId);
    expect((await resultOf(firm.admin.call, id)).rows).toMatchObject([
      { outcome: 'updated', clientId: into },
      { outcome: 'updated', clientId: into },
    ]);
    const people = (await firm.admin.call('GET', `/v1/clients/${into}/contacts`)).body.items;
    expect(people.map(({ mail }: Answer) => mail).toSorted()).toEqual(
      ['ann', 'bo', 'cy', 'di'].map((name) => `${name}@acme.example`),
    );
  });

  test('beside another of the same file makes nobody twice', async () => {
    const [one, other] = [await begin(firm, quickBooks), await begin(firm, quickBooks)];
    await Promise.all([worked(firm, one.batchId), worked(firm, other.batchId), worked(firm, one.batchId)]);
    expect(namesOf(firm, 'client')).toHaveLength(75);
    expect(new Set(namesOf(firm, 'client')).size).toBe(75);
    const mails = recordsOf(firm, 'contact')
      .map(({ mail }) => mail)
      .filter(Boolean);
    expect(new Set(mails).size).toBe(mails.length);
    const counts = await Promise.all([one, other].map(async ({ id }) => (await resultOf(firm.admin.call, id)).counts));
    expect(counts[0].created + (counts[1].created ?? 0)).toBe(75);
    expect(counts.map(({ refused }) => refused)).toEqual([2, 2]);
  });

  test('of any rows, a second time, changes nothing', async () => {
    const name = fc.constantFrom(
      'Acme, Inc.',
      'ACME Inc',
      'Ann Lee',
      'Lee, Ann',
      'Café Peña',
      'Osei: Farm',
      '=1',
      '',
      'TOTAL',
    );
    const row = fc.tuple(
      name,
      fc.constantFrom('', '7', '8', '="07"'),
      fc.constantFrom('', 'a@x.example', 'a@x.example; b@x.example', 'no'),
      fc.constantFrom('', '303-555-0101', 'Fax: 1234'),
      fc.constantFrom('', 'Ann Lee', 'Bo'),
    );
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, isByContact) => {
        const headings = isByContact
          ? 'Account name,Account ID,Contact email,Phone,Contact name'
          : 'Client,Client number,Email,Phone,Contact';
        const content = [headings, ...rows.map((cells) => cells.map(quoted).join(','))].join('\r\n');
        const of = await aFirm();
        const told = await of.admin.call('POST', '/v1/imports/clients', { body: { file: fileOf(content) } });
        // All of it may be no rows.
        if (told.status === 400) return;
        const first = await imported(of, content);
        await of.projected();
        const after = business(of);
        const second = await imported(of, content);
        expect(second.rows.map(({ outcome }) => outcome)).toEqual(
          first.rows.map(({ outcome }) => (outcome === 'refused' ? 'refused' : 'unchanged')),
        );
        expect(business(of)).toEqual(after);
      }),
      { numRuns: 60 },
    );
  });
});

describe('who may not', () => {
  test('see a client neither changes it nor learns of it', async () => {
    const { rows } = await imported(
      firm,
      'Client,Client number,Email,Phone\nHidden Ltd,7,h@x.example,303-555-0101\nOpen Ltd,8,,',
    );
    const hidden = rows[0].clientId as string;
    await firm.projected();
    const { call } = await firm.member('manager', { scope: { except: [hidden] } });
    const before = business(firm).filter(({ pk }) => pk === `CLIENT#${hidden}` || pk.startsWith('CONTACT#'));
    const content =
      'Client,Client number,Email,Phone\nHidden Ltd,7,h@x.example,999-999-9999\nOther Ltd,7,,\nOpen Ltd,8,h@x.example,';
    const told = await dryRun(call, content);
    expect(told.rows).toMatchObject([
      { action: 'refused', why: 'This client exists already; ask an administrator' },
      { action: 'refused' },
      { action: 'update', changes: [{ field: 'contact', to: { mail: 'h@x.example' } }] },
    ]);
    expect(JSON.stringify(told)).not.toContain(hidden);
    await imported(firm, content, {}, call);
    expect(business(firm).filter(({ pk }) => before.some((one) => one.pk === pk))).toEqual(before);
    const { body } = await call('GET', '/v1/imports');
    const all = await Promise.all(body.items.map(({ id }: Answer) => call('GET', `/v1/imports/${id}/rows`)));
    expect(JSON.stringify(all.map((reply: Answer) => reply.body))).not.toContain(hidden);
  });

  test('see all clients does not import', async () => {
    const { id } = await aClient(firm.admin.call);
    const { call } = await firm.member('manager', { scope: { only: [id] } });
    expect(await call('POST', '/v1/imports/clients', { body: { file: fileOf(quickBooks) } })).toMatchObject({
      status: 403,
    });
  });
});

describe('a file', () => {
  const sent = (file: object) => firm.admin.call('POST', '/v1/imports/clients', { body: { file } });

  test('of more than 3 MB is too large', async () => {
    expect(await sent(fileOf(Buffer.alloc(3 * 1024 * 1024 + 1, 'a')))).toMatchObject({
      status: 413,
      body: { detail: expect.stringMatching(/split it/) },
    });
  });

  test('that is none is refused with words, by name', async () => {
    expect(await sent({ name: 'x.csv', content: 'no base64!' })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'body.file.content' }] },
    });
    expect(await sent(fileOf('PK\u0003\u0004'))).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/save it as CSV/) },
    });
    expect(await sent(fileOf('\n \n'))).toMatchObject({ status: 400, body: { issues: [{ path: 'body.file' }] } });
    expect(await sent(fileOf('Name,Email\n'))).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/no row/) },
    });
  });

  test('with a repeated Idempotency-Key is imported once', async () => {
    const body = { file: fileOf('Name\nAcme'), dryRun: false };
    const headers = { 'idempotency-key': 'one' };
    const first = await firm.admin.call('POST', '/v1/imports/clients', { body, headers });
    const second = await firm.admin.call('POST', '/v1/imports/clients', { body, headers });
    expect(second.body).toEqual(first.body);
    expect((await firm.admin.call('GET', '/v1/imports')).body.items).toHaveLength(1);
  });
});
