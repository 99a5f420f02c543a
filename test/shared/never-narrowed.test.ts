import { beforeEach, expect, test } from 'vitest';
import { staffRoutes } from '../../functions/routes.ts';
import type { Item } from '../../shared/table/table.ts';
import { aLogo } from '../support/office.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../support/call.ts';

/** What a later release may have written: a field beside those that are known, and one inside of them. */
const unknown = { fromLaterOn: { since: 'tomorrow', list: [1, { deep: true }] } };

let firm: FirmUnderTest;
let client: Answer;
let other: Answer;
let person: Answer;
let note: Answer;
let colleague: { id: string };
let absence: Answer;
let team: Answer;

beforeEach(async () => {
  firm = await aFirm();
  const { call } = firm.admin;
  client = await aClient(call, { taxId: '12-3456789', number: '7', tags: ['a'] });
  other = await aClient(call);
  person = (await call('POST', `/v1/clients/${client.id}/contacts`, { body: { name: 'Ann', mail: 'ann@x.example' } }))
    .body;
  await call('PUT', `/v1/clients/${other.id}/contacts/${person.id}`, { body: {} });
  note = (await call('POST', `/v1/clients/${client.id}/notes`, { body: { text: 'Called' } })).body;
  colleague = await firm.member('member', {
    scope: { except: [other.id] },
    hours: [{ from: '2026-01-01', minutes: [480, 480, 480, 480, 480, 0, 0] }],
    billRates: [{ from: '2026-01-01', rate: { amount: 10_000, currency: 'USD' } }],
  });
  absence = (
    await call('POST', `/v1/team/${colleague.id}/absences`, { body: { from: '2026-07-06', to: '2026-07-07' } })
  ).body;
  team = (await call('POST', '/v1/teams', { body: { name: 'Tax' } })).body;
  await call('PUT', '/v1/firm/logo', { body: { image: aLogo } });
  firm.memory.meddle((rows) => {
    for (const row of rows.values()) if (isRecord(row)) Object.assign(row, later(row));
  });
});

const isRecord = (item: Item) => typeof item.version === 'number' && item.entity !== 'part' && !item.sk.startsWith('~');
const later = (item: Item) => ({
  ...unknown,
  ...(item.taxId !== undefined && { taxId: { ...(item.taxId as object), cipher: 'aes-256-gcm' } }),
});

/** The same pixel, with something behind it. */
const anotherLogo = aLogo.replace(/=*$/, 'AAAA');

/** Every change of something that is there already; what it is called with. */
const changes: Record<string, () => { path: string; body?: object; first?: () => Promise<unknown> }> = {
  'PATCH /v1/firm': () => ({ path: '/v1/firm', body: { name: 'Larkfield' } }),
  'POST /v1/team': () => ({ path: '/v1/team', body: { name: 'B', mail: 'b@x.example', role: 'admin' } }),
  'PUT /v1/firm/logo': () => ({ path: '/v1/firm/logo', body: { image: anotherLogo } }),
  'DELETE /v1/firm/logo': () => ({ path: '/v1/firm/logo' }),
  'PATCH /v1/team/{memberId}': () => ({
    path: `/v1/team/${colleague.id}`,
    body: { name: 'Changed', role: 'admin', target: 75, costRates: [] },
  }),
  'PATCH /v1/team/{memberId}/absences/{absenceId}': () => ({
    path: `/v1/team/${colleague.id}/absences/${absence.id}`,
    body: { kind: 'sick' },
  }),
  'DELETE /v1/team/{memberId}/absences/{absenceId}': () => ({
    path: `/v1/team/${colleague.id}/absences/${absence.id}`,
  }),
  'PATCH /v1/teams/{teamId}': () => ({ path: `/v1/teams/${team.id}`, body: { memberIds: [colleague.id] } }),
  'DELETE /v1/teams/{teamId}': () => ({ path: `/v1/teams/${team.id}` }),
  'POST /v1/team/{memberId}/invite': () => ({ path: `/v1/team/${colleague.id}/invite` }),
  'POST /v1/team/{memberId}/disable': () => ({ path: `/v1/team/${colleague.id}/disable` }),
  'POST /v1/team/{memberId}/enable': () => ({
    path: `/v1/team/${colleague.id}/enable`,
    first: () => firm.admin.call('POST', `/v1/team/${colleague.id}/disable`),
  }),
  'PATCH /v1/clients/{clientId}': () => ({ path: `/v1/clients/${client.id}`, body: { name: 'Changed', tags: ['b'] } }),
  'POST /v1/clients/{clientId}/reveal': () => ({ path: `/v1/clients/${client.id}/reveal`, body: { field: 'taxId' } }),
  'PUT /v1/clients/{clientId}/contacts/{contactId}': () => ({
    path: `/v1/clients/${other.id}/contacts/${person.id}`,
    body: { access: 'limited' },
  }),
  'DELETE /v1/clients/{clientId}/contacts/{contactId}': () => ({
    path: `/v1/clients/${other.id}/contacts/${person.id}`,
  }),
  'PATCH /v1/contacts/{contactId}': () => ({ path: `/v1/contacts/${person.id}`, body: { name: 'Anna', mail: null } }),
  'PATCH /v1/clients/{clientId}/notes/{noteId}': () => ({
    path: `/v1/clients/${client.id}/notes/${note.id}`,
    body: { text: 'Called again' },
  }),
  'POST /v1/clients/{clientId}/erase': () => ({
    path: `/v1/clients/${client.id}/erase`,
    first: () => firm.admin.call('PATCH', `/v1/clients/${client.id}`, { body: { lifecycle: 'archived' } }),
  }),
  'POST /v1/contacts/{contactId}/erase': () => ({ path: `/v1/contacts/${person.id}/erase` }),
};

/** These only make something new, in chains of their own or beside what is there. */
const making = [
  'POST /v1/team/{memberId}/absences',
  'POST /v1/teams',
  'POST /v1/clients',
  'POST /v1/clients/{clientId}/contacts',
  'POST /v1/clients/{clientId}/notes',
];

test('every route that changes something is tried here', () => {
  const changing = staffRoutes.filter((route) => route.decide).map(({ method, path }) => `${method} ${path}`);
  expect([...Object.keys(changes), ...making].toSorted()).toEqual(changing.toSorted());
});

test.each(Object.keys(changes))('%s keeps the fields that it does not know', async (route) => {
  const { path, body, first } = changes[route]!();
  await first?.();
  const before = new Map(firm.memory.all().map((item) => [`${item.pk} ${item.sk}`, item]));
  const reply = await firm.admin.call(route.split(' ')[0]!, path, body && { body });
  expect(reply.status).toBeLessThan(300);
  expect(JSON.stringify(reply.body ?? '')).not.toContain('fromLaterOn');

  const there = firm.memory.all().filter((item) => isRecord(item) && before.has(`${item.pk} ${item.sk}`));
  const rewritten = there.filter((item) => item.version !== before.get(`${item.pk} ${item.sk}`)!.version);
  if (!route.endsWith('/reveal')) expect(rewritten.length).toBeGreaterThan(0);
  for (const item of rewritten) {
    expect(item).toMatchObject(unknown);
    if (item.taxId !== undefined) expect(item.taxId).toMatchObject({ cipher: 'aes-256-gcm' });
  }
});
