import { beforeEach, describe, expect, test } from 'vitest';
import { brokenSeal } from '../../../functions/audit/seal.ts';
import { sealStep } from '../../../functions/audit/seal-step.ts';
import { mails } from '../../../functions/notifications/mail.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import type { Item } from '../../../shared/table/table.ts';
import { at } from '../../support/at.ts';
import { aClient, aFirm, type FirmUnderTest } from '../../support/call.ts';
import { eventsOf } from '../../support/builders.ts';
import { verbs } from '../../support/office.ts';

const hour = 3_600_000;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

describe('sealing', () => {
  let firm: FirmUnderTest;
  let admin: ReturnType<typeof verbs>;
  beforeEach(async () => {
    // The firm is founded at 08:00 in Denver on January 5.
    firm = await aFirm();
    admin = verbs(firm.admin.call);
  });
  const step = (now: string) => sealStep({ table: firm.table, seals: firm.seals, keep: firm.seals.keep }, now);
  async function upTo(now: string): Promise<number> {
    let steps = 0;
    for (let more = true; more && steps < 400; steps++) ({ more } = await step(now));
    return steps;
  }
  const head = (pk: string) => {
    const { seq, hash } = eventsOf(firm.memory.all()).findLast((event) => event.pk === pk)!;
    return { seq, hash };
  };
  const meddle = (wanted: (item: Item) => boolean, change: (item: Item) => void) =>
    firm.memory.meddle((rows) => [...rows.values()].filter(wanted).forEach(change));
  const queued = () =>
    firm.memory
      .all()
      .filter(({ entity }) => entity === 'mail')
      .map(mails.read);
  const broken = () => eventsOf(firm.memory.all()).filter(({ type }) => type === 'audit.broken');

  test('is due after two in the night at the firm, and not before', async () => {
    expect(await step('2026-01-06T09:04:00.000Z')).toEqual({ sealed: false, more: false });
    expect(await step('2026-01-06T09:06:00.000Z')).toEqual({ sealed: true, more: false });
    expect(firm.seals.kept).toMatchObject([
      { from: '2026-01-05T14:59:59.999Z', through: '2026-01-06T09:00:00.000Z', previous: '' },
    ]);
    expect(Object.keys(firm.seals.kept[0]!.heads).toSorted()).toEqual(['FIRM', `MEMBER#${firm.admin.id}`]);
    expect(firm.seals.kept[0]!.heads.FIRM).toEqual(head('FIRM'));
  });

  test('again the same night does nothing', async () => {
    await upTo('2026-01-06T09:06:00.000Z');
    const kept = structuredClone(firm.seals.kept);
    for (const now of ['2026-01-06T09:06:00.000Z', '2026-01-06T20:00:00.000Z', '2026-01-07T08:59:00.000Z'])
      expect(await step(now)).toEqual({ sealed: false, more: false });
    expect(firm.seals.kept).toEqual(kept);
  });

  test('by two at once seals once', async () => {
    await Promise.all([step('2026-01-06T09:06:00.000Z'), step('2026-01-06T09:06:00.000Z')]);
    expect(firm.seals.kept).toHaveLength(1);
  });

  test('before there is a firm does nothing', async () => {
    const empty = { table: memoryTable(), seals: firm.seals, keep: firm.seals.keep };
    expect(await sealStep(empty, '2026-01-06T09:06:00.000Z')).toEqual({ sealed: false, more: false });
  });

  test('after some nights without goes a day at a time, and the seals continue one another', async () => {
    expect(await step('2026-01-10T12:00:00.000Z')).toEqual({ sealed: true, more: true });
    await upTo('2026-01-10T12:00:00.000Z');
    const { kept } = firm.seals;
    expect(kept.length).toBe(5);
    expect(kept.at(-1)!.through).toBe('2026-01-10T09:00:00.000Z');
    expect(brokenSeal(kept)).toBeUndefined();
    for (const { from, through } of kept) expect(Date.parse(through) - Date.parse(from)).toBeLessThanOrEqual(24 * hour);
    // Nothing moved after the first day.
    expect(kept.slice(1).map(({ heads }) => heads)).toEqual([{}, {}, {}, {}]);
  });

  test('holds each chain that moved as it stood at the end of the span, none twice and none left out', async () => {
    at('2026-01-05T20:00:00.000Z');
    const one = await aClient(firm.admin.call);
    at('2026-01-06T08:59:30.000Z');
    const two = await aClient(firm.admin.call);
    const headOfTwo = head(`CLIENT#${two.id}`);
    at('2026-01-06T09:00:30.000Z');
    await admin.patch(`/v1/clients/${two.id}`, { name: 'After the seal' });
    await upTo('2026-01-06T09:10:00.000Z');
    const first = firm.seals.kept.at(-1)!.heads;
    expect(first[`CLIENT#${one.id}`]).toEqual(head(`CLIENT#${one.id}`));
    expect(first[`CLIENT#${two.id}`]).toEqual(headOfTwo);
    await upTo('2026-01-07T09:10:00.000Z');
    expect(firm.seals.kept.at(-1)!.heads).toEqual({ [`CLIENT#${two.id}`]: head(`CLIENT#${two.id}`) });
  });

  test('of a night follows a change of the firm’s zone, without a gap', async () => {
    await upTo('2026-01-06T09:06:00.000Z');
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Lisbon']) {
      await admin.patch('/v1/firm', { timeZone });
      await upTo(later(firm.seals.kept.at(-1)!.through, 30 * hour));
    }
    expect(firm.seals.kept.length).toBeGreaterThan(3);
    expect(brokenSeal(firm.seals.kept)).toBeUndefined();
  });

  describe('where something was changed behind the application’s back', () => {
    let clientId: string;
    const night = '2026-01-06T09:10:00.000Z';
    beforeEach(async () => {
      at('2026-01-05T20:00:00.000Z');
      ({ id: clientId } = await aClient(firm.admin.call));
      await admin.patch(`/v1/clients/${clientId}`, { name: 'Second' });
    });
    const forge = () =>
      meddle(
        (item) => item.id === clientId && item.sk === 'CLIENT',
        (item) => void (item.name = 'Forged'),
      );

    test('that chain is not sealed, the others are', async () => {
      forge();
      expect(await step(night)).toEqual({ sealed: true, more: false });
      const { heads } = firm.seals.kept.at(-1)!;
      expect(heads).not.toHaveProperty(`CLIENT#${clientId}`);
      expect(heads).toHaveProperty('FIRM');
    });

    test('every administrator is told by mail, and the history says so, once', async () => {
      const second = await firm.member('admin');
      await firm.member('manager');
      forge();
      await upTo(night);
      await upTo(later(night, hour));
      expect(broken()).toHaveLength(1);
      expect(broken()[0]).toMatchObject({
        actor: 'system',
        on: ['FIRM'],
        changes: {
          FIRM: {
            findings: [null, { count: 1, found: [{ chain: `CLIENT#${clientId}`, what: 'record altered', seq: 2 }] }],
          },
        },
      });
      const sent = queued();
      expect(sent).toHaveLength(2);
      const { body } = await admin.get(`/v1/team/${second.id}`);
      expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(['eleanor@larkfieldrowe.example', body.mail]));
      expect(sent.every(({ status, text }) => status === 'queued' && text.includes(clientId))).toBe(true);
      expect((await admin.get('/v1/audit/records/firm')).body.items[0]).toMatchObject({
        type: 'audit.broken',
        actor: { name: 'Firmament' },
      });
    });

    test('by a run that ended before the seal was kept is told of once, and sealed by the next', async () => {
      forge();
      const ending = {
        table: firm.table,
        seals: firm.seals,
        keep: () => Promise.reject(new Error('The process ended')),
      };
      for (let i = 0; i < 3; i++) await expect(sealStep(ending, night)).rejects.toThrow('The process ended');
      await upTo(night);
      expect(broken()).toHaveLength(1);
      expect(queued()).toHaveLength(1);
      expect(firm.seals.kept).toHaveLength(1);
    });

    test('an event taken out of the middle is told of as well', async () => {
      firm.memory.meddle((rows) => {
        for (const [key, item] of rows)
          if (item.pk === `CLIENT#${clientId}` && isEvent(item) && item.sk.endsWith('1')) rows.delete(key);
      });
      await upTo(night);
      expect(broken()[0]!.changes!.FIRM!.findings![1]).toMatchObject({ found: [{ what: 'event removed', seq: 1 }] });
    });

    test('in hundreds of chains at once, the night is sealed and told of all the same', async () => {
      for (let i = 0; i < 450; i++) await aClient(firm.admin.call, { name: `Client ${i}` });
      meddle(
        (item) => item.sk === 'CLIENT',
        (item) => void (item.name = 'Forged'),
      );
      expect(await step(night)).toMatchObject({ sealed: true });
      expect(broken()).toHaveLength(1);
      expect(queued()).toHaveLength(1);
      expect(broken()[0]!.changes!.FIRM!.findings![1]).toMatchObject({ count: 451 });
      expect(queued()[0]!.text).toMatch(/and \d+ more/);
    });

    test('what was sealed is found when it is written anew later', async () => {
      await upTo(night);
      firm.memory.meddle((rows) => {
        for (const [key, item] of rows) if (item.pk === `CLIENT#${clientId}`) rows.delete(key);
      });
      const verdict = await admin.post('/v1/audit/verify', {});
      expect(verdict.body).toMatchObject({
        verdict: 'broken',
        finding: { chain: `CLIENT#${clientId}`, what: 'event removed' },
      });
    });

    test('a seal that was tampered with is found, though it hashes well', async () => {
      await upTo('2026-01-08T09:10:00.000Z');
      firm.seals.kept[0]!.heads.FIRM!.hash = 'forged';
      expect((await admin.post('/v1/audit/verify', {})).body).toMatchObject({
        verdict: 'broken',
        finding: { chain: 'seals' },
      });
    });
  });
});
