import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { backTo } from '../support/anew.ts';
import { aFirm, type FirmUnderTest, httpEvent } from '../support/call.ts';
import { everyRoute, fieldsOf, pathOf, type StaffRoute } from '../support/office.ts';
import { aPlace, nowhere, type Place } from '../support/place.ts';

describe('whatever is sent', () => {
  /** Half of it looks like what the route takes, so that it comes further. */
  const anyBodyFor = (route: StaffRoute, place: Place) => {
    const named = Object.fromEntries(
      fieldsOf(route.body).map(({ name }) => [
        name,
        fc.oneof(
          fc.jsonValue({ maxDepth: 3 }),
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary', minLength: 20, maxLength: 250 }),
          fc.constantFrom(...Object.values(place), ...Object.values(nowhere), null, 'ﷺ'.repeat(200), 'A𠮷'.repeat(60)),
        ),
      ]),
    );
    return fc.oneof(fc.jsonValue(), fc.record(named, { requiredKeys: ['name', 'text'].filter((key) => key in named) }));
  };

  const taking = everyRoute.filter(([, { method, query, body }]) => method !== 'GET' || query || body);

  let firm: FirmUnderTest;
  let place: Place;
  let anew: () => void;
  beforeAll(async () => {
    firm = await aFirm();
    place = await aPlace(firm);
    await firm.cursors.seal({ pk: 'any', sk: 'any' }, 'any');
    anew = backTo(firm);
  });

  test.each(taking)('%s never fails, and leaves nothing half done', async (_, route) => {
    anew();
    await fc.assert(
      fc.asyncProperty(anyBodyFor(route, place), fc.option(fc.string({ unit: 'binary' })), async (body, cursor) => {
        const before = firm.memory.written();
        const sent = { body, ...(cursor !== null && route.query && { query: { cursor } }) };
        const reply = await firm.handler(httpEvent(route.method, pathOf(route, place), firm.admin.id, sent), {
          awsRequestId: 'req-any',
        });
        expect(reply.statusCode).toBeLessThan(500);
        if (reply.statusCode! >= 400) expect(firm.memory.written()).toBe(before);
      }),
      { numRuns: 25 },
    );
    // What was taken can be projected and verified.
    await firm.projected();
    expect(await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).toMatchObject({
      status: 200,
      body: { verdict: 'intact' },
    });
  });
});
