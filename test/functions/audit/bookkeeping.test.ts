import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isBookkeeping, standsBeside } from '../../../functions/audit/chain-check.ts';
import { aFirm } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aPortal } from '../../support/portal.ts';
import { aRecurringOffice, reacted } from '../recurrence/recurring.ts';

const page = readFileSync(new URL('../../../docs/table.md', import.meta.url), 'utf8');
const [, chapter = ''] = /\n## Bookkeeping\n([\s\S]*?)\n## /.exec(page) ?? [];
const listed = chapter
  .split('\n')
  .filter((line) => /^\| (?!item|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test.each(listed.map(([, item, pk, sk]) => [item!, pk!, sk!]))(
  'verification takes no %s for a record: %s',
  (_, pk, sk) => {
    const keys = [...pk.matchAll(/`([^`]+)`/g)].map(([, key]) => key!);
    const own = keys.length > 0 && keys.every((key) => isBookkeeping({ pk: key }));
    const beside = [...sk.matchAll(/`([^`]+)`/g)].every(([, key]) => standsBeside(key!));
    expect(own || (sk.includes('`') && beside)).toBe(true);
  },
);

test('the list has what a firm at work leaves behind, and with all of it a firm is intact', async () => {
  expect(listed.length).toBeGreaterThan(30);
  const office = await aRecurringOffice(await aFirm());
  const { firm } = office;
  await office.aSeries({ first: '2026-02-01' });
  await reacted(firm);
  await firm.projected();
  const portal = aPortal(firm);
  const browser = await portal.opened(await portal.contact([office.clientId]));
  const begun = { clientId: office.clientId, subject: 'Hello', text: 'Are you there?' };
  expect((await browser.call('POST', '/portal/v1/threads', { body: begun })).status).toBe(201);
  const { get, post } = verbs(firm.admin.call);
  const [{ id }] = (await get('/v1/threads')).body.items;
  expect(await post(`/v1/threads/${id}/read`, { upTo: 1 })).toMatchObject({ status: 204 });
  await firm.projected();
  const kinds = new Set(firm.memory.all().map(({ pk }) => pk.split('#')[0]));
  for (const one of ['JOBS-OF-SERIES', 'PORTAL-SESSION', 'THREADS-READ']) expect([...kinds], one).toContain(one);
  expect((await post('/v1/audit/verify', {})).body).toMatchObject({ verdict: 'intact' });
});
