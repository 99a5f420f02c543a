import { beforeEach, describe, expect, test } from 'vitest';
import type { FirmUnderTest } from '../../support/call.ts';
import { at } from '../../support/at.ts';
import { contentOf } from '../../support/office.ts';
import { aFirmWithAPage, type aPortal } from '../../support/portal.ts';

let firm: FirmUnderTest;
let portal: ReturnType<typeof aPortal>;
let clientId: string;
let contactId: string;
beforeEach(async () => {
  ({ firm, portal, clientId, contactId } = await aFirmWithAPage());
});

const part = (body: object) => firm.admin.call('PUT', `/v1/clients/${clientId}/contacts/${contactId}`, { body });

describe('one same answer is given to', () => {
  const refused: [string, () => Promise<string>][] = [
    ['a token that never was', async () => 'x'.repeat(43)],
    ['what is no token', async () => '\u0000 nothing'],
    ['nothing', async () => ''],
    [
      'a link of more than 30 days',
      async () => {
        const token = await portal.token(contactId);
        at('2026-12-08T16:00:01.000Z');
        return token;
      },
    ],
    [
      'a revoked link',
      async () => {
        const token = await portal.token(contactId);
        const { body } = await firm.admin.call('GET', `/v1/contacts/${contactId}/portal-links`);
        await firm.admin.call('DELETE', `/v1/contacts/${contactId}/portal-links/${body.items[0].id}`);
        return token;
      },
    ],
    [
      'a link from before all were revoked',
      async () => {
        const token = await portal.token(contactId);
        await firm.admin.call('DELETE', `/v1/contacts/${contactId}/portal-links`);
        return token;
      },
    ],
    [
      'a contact whose portal was switched off',
      async () => {
        const token = await portal.token(contactId);
        await part({ portal: false });
        return token;
      },
    ],
    [
      'a contact who was erased',
      async () => {
        const token = await portal.token(contactId);
        await firm.admin.call('POST', `/v1/contacts/${contactId}/erase`);
        return token;
      },
    ],
    [
      'a contact whose only client was erased',
      async () => {
        const token = await portal.token(contactId);
        await firm.admin.call('PATCH', `/v1/clients/${clientId}`, { body: { lifecycle: 'archived' } });
        const erased = await firm.admin.call('POST', `/v1/clients/${clientId}/erase`);
        expect(erased.status).toBeLessThan(300);
        return token;
      },
    ],
  ];

  test.each(refused)('%s', async (_, tokenOf) => {
    const token = await tokenOf();
    const before = contentOf(firm);
    const { status, body, cookies } = await portal.open(token);
    expect({ ...body, instance: '' }).toEqual({
      type: '/problems/unauthenticated',
      title: expect.any(String),
      status: 401,
      detail: 'This link does not open the page any more; have a new one sent to you',
      instance: '',
    });
    expect([status, cookies]).toEqual([401, []]);
    expect(contentOf(firm)).toEqual(before);
  });

  test('whoever tries one after the other, until there were too many', async () => {
    const tries = Array.from({ length: 61 }, (_, i) => portal.open(`${i}`.padStart(43, 'x')));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });
});
