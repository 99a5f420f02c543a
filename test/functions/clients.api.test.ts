import { beforeEach, describe, expect, test } from 'vitest';
import { aClient, aFirm, type FirmUnderTest } from '../support/call.ts';

let firm: FirmUnderTest;
beforeEach(async () => {
  firm = await aFirm();
});

describe('adding a client', () => {
  test('answers the record with its version, its place and what the caller may do', async () => {
    const reply = await firm.admin.call('POST', '/v1/clients', {
      body: {
        name: '  Halcyon Orthotics, LLC ',
        kind: 'partnership',
        number: '1009',
        tags: ['healthcare', 'healthcare'],
      },
    });
    expect(reply).toMatchObject({
      status: 201,
      headers: { etag: '"1"', location: `/v1/clients/${reply.body.id}` },
      body: {
        name: 'Halcyon Orthotics, LLC',
        lifecycle: 'prospect',
        tags: ['healthcare'],
        version: 1,
        can: { edit: true },
      },
    });
    expect(reply.body).not.toHaveProperty('pk');
  });

  test('with a number that another client has is a conflict that names the field', async () => {
    await aClient(firm.admin.call, { number: 'A1' });
    const reply = await firm.admin.call('POST', '/v1/clients', { body: { name: 'Other', number: 'a1' } });
    expect(reply).toMatchObject({ status: 409, body: { type: '/problems/conflict', field: 'number' } });
  });
});
