import { beforeAll, describe, expect, test } from 'vitest';
import { deliver } from '../../../functions/notifications/deliver.ts';
import { mails } from '../../../functions/notifications/mail.ts';
import { members } from '../../../functions/firm/store.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { backTo } from '../../support/anew.ts';
import { at } from '../../support/at.ts';
import { worked } from '../../support/batches.ts';
import { aFirm, type FirmUnderTest } from '../../support/call.ts';
import { guardedRoutes, pathOf, validCall } from '../../support/office.ts';
import { aPlace, type Place } from '../../support/place.ts';

/** What would have been sent, after all that follows from what was done has been done. */
async function sentBy(
  firm: FirmUnderTest,
  batchId?: string,
): Promise<{ to: string; contactId?: string | undefined }[]> {
  await firm.projected();
  at(new Date(Date.now() + 120_000).toISOString());
  if (batchId !== undefined) await worked(firm, batchId);
  delete process.env.CLOCK_OFFSET_MS;
  const sent: { to: string; contactId?: string | undefined }[] = [];
  for (const event of firm.memory.all())
    if (isEvent(event) && event.pk.startsWith('MAIL#'))
      await deliver(firm.memory, async ({ to, contactId }) => void sent.push({ to, contactId }), event.pk.slice(5));
  return sent;
}

describe('a firm that has not gone live', () => {
  const letsMailOut = 'POST /v1/firm/go-live';
  const everythingElse = guardedRoutes.filter(([title]) => title !== letsMailOut);

  let firm: FirmUnderTest;
  let made: Place;
  let anew: () => void;
  beforeAll(async () => {
    firm = await aFirm();
    made = await aPlace(firm);
    anew = backTo(firm);
  });

  test.each(everythingElse)('sends nothing to any client by %s', async (_, route) => {
    anew();
    const place = { ...made };
    const { sent, first } = validCall(route, place);
    // What can be done only in a live firm is done in one that has stopped its mail again.
    await first(firm.admin.call, place);
    await firm.admin.call('POST', '/v1/firm/stop-mail');
    const { status, body } = await firm.admin.call(route.method, pathOf(route, place), sent);
    const isNotLive = status === 422 && body.detail.includes('not gone live');
    expect(isNotLive || status === (route.status ?? 200), JSON.stringify(body)).toBe(true);
    const batchId: string | undefined = body?.batchId ?? (body?.counts && status === 201 ? body.id : undefined);
    const all = await sentBy(firm, batchId);
    const team = firm.memory.all().filter(({ entity }) => entity === members.name);
    const addresses = team.map((item) => members.read(item).mail);
    expect(all.filter(({ to, contactId }) => contactId !== undefined || !addresses.includes(to))).toEqual([]);
    const toContacts = firm.memory.all().filter((item) => item.entity === mails.name && item.contactId !== undefined);
    expect(toContacts.length).toBeGreaterThan(0);
    expect(toContacts.map(({ status: is }) => is).filter((is) => is !== 'held' && is !== 'discarded')).toEqual([]);
  });
});
