import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Item } from '../../shared/table/table.ts';
import { backTo } from '../support/anew.ts';
import { aFirm, type FirmUnderTest } from '../support/call.ts';
import { guardedRoutes, pathOf, validCall } from '../support/office.ts';
import { aPlace, type Place } from '../support/place.ts';

/** What a later release may have written: a field beside those that are known, and one inside of them. */
const unknown = { fromLaterOn: { since: 'tomorrow', list: [1, { deep: true }] } };

let firm: FirmUnderTest;
let place: Place;

const isRecord = (item: Item) => typeof item.version === 'number' && item.entity !== 'part' && !item.sk.startsWith('~');
const later = (item: Item) => ({
  ...unknown,
  ...(item.taxId !== undefined && { taxId: { ...(item.taxId as object), cipher: 'aes-256-gcm' } }),
});
const nameOf = (item: Item) => `${item.pk} ${item.sk}`;
const records = () =>
  new Map(
    firm.memory
      .all()
      .filter(isRecord)
      .map((item) => [nameOf(item), item]),
  );

let made: Place;
let anew: () => void;
beforeAll(async () => {
  firm = await aFirm();
  made = await aPlace(firm);
  anew = backTo(firm);
});
beforeEach(() => {
  anew();
  place = { ...made };
});

const isErasure = (route: string) => route.endsWith('/erase');
/** All links are revoked by a mark of their own; a document and a letter tell who read them. */
const rewritesNothing = new Set([
  'DELETE /v1/contacts/{contactId}/portal-links',
  'GET /v1/documents/{documentId}/download',
  'GET /v1/letters/{letterId}/file',
]);
const changing = guardedRoutes.filter(([, { decide }]) => decide);

test.each(changing)('%s keeps the fields that it does not know', async (name, route) => {
  const { sent, first } = validCall(route, place);
  await first(firm.admin.call, place);
  firm.memory.meddle((rows) => {
    for (const row of rows.values()) if (isRecord(row)) Object.assign(row, later(row));
  });
  const before = records();
  const reply = await firm.admin.call(route.method, pathOf(route, place), sent);
  expect(reply.status).toBeLessThan(300);
  expect(JSON.stringify(reply.body ?? '')).not.toContain('fromLaterOn');

  const rewritten = [...records()].filter(
    ([key, item]) => before.has(key) && item.version !== before.get(key)!.version,
  );
  // Only what makes something new, or only tells of something, leaves all there was as it was.
  if (!['POST', 'PUT'].includes(route.method) && !rewritesNothing.has(name))
    expect(rewritten.length).toBeGreaterThan(0);
  for (const [, item] of rewritten) {
    // What is not known may say who someone is: an erasure takes it too.
    if (isErasure(name) && item.erasedAt !== undefined) expect(item).not.toHaveProperty('fromLaterOn');
    else expect(item).toMatchObject(unknown);
    if (item.taxId !== undefined) expect(item.taxId).toMatchObject({ cipher: 'aes-256-gcm' });
  }
});
