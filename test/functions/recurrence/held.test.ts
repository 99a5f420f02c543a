import { beforeEach, describe, expect, test } from 'vitest';
import { recur } from '../../../functions/recurrence/react.ts';
import { aFirm, type Answer } from '../../support/call.ts';
import { aRecurringOffice, fired, jobsOf, periodsOf, reacted, type RecurringOffice } from './recurring.ts';
import { plan } from '../../../functions/recurrence/due.ts';
import { aSeries, on } from './a-series.ts';

let office: RecurringOffice;
let engagementId: string;

const letterIs = (letter: string) => office.api.patch(`/v1/engagements/${engagementId}`, { letter });
const rule = (letterRule: string) => office.api.patch('/v1/firm', { letterRule });
const mails = (): Answer[] =>
  office.firm.memory.all().filter(({ subject }) => `${subject as string}`.endsWith('waits for a letter'));

async function aHeldSeries(more: object = {}): Promise<Answer> {
  const drafted = await office.api.post(`/v1/clients/${office.clientId}/engagements`, {
    title: 'Books',
    letter: 'sent',
  });
  engagementId = drafted.body.id;
  await rule('stop');
  const series = await office.aSeries({ engagementId, ...more });
  await reacted(office.firm);
  return series;
}

beforeEach(async () => {
  office = await aRecurringOffice(await aFirm());
});

describe('a series whose letter is not signed, at a firm that stops', () => {
  test('makes no job, says since when it waits, and tells whoever answers for the client once', async () => {
    const series = await aHeldSeries();
    for (const day of ['2026-04-01', '2026-04-02', '2026-04-03', '2026-05-01'])
      await fired(office.firm, `${day}T08:00:00.000Z`);
    expect(jobsOf(office.firm)).toEqual([]);
    expect(await office.again(series)).toMatchObject({ status: 'active', heldSince: '2026-04-01', failures: 0 });
    expect(mails()).toHaveLength(1);
  });

  test.each(['create-all', 'create-latest', 'skip'])(
    'makes what waited exactly once when it is signed, though it %s what it missed',
    async (missed) => {
      const series = await aHeldSeries({ missed });
      for (const day of ['2026-04-01', '2026-05-01', '2026-06-01']) await fired(office.firm, `${day}T08:00:00.000Z`);
      await letterIs('signed');
      await reacted(office.firm);
      const heard = { type: 'engagement.updated', pk: `ENGAGEMENT#${engagementId}` };
      await Promise.all([recur(office.firm.table, heard), recur(office.firm.table, heard)]);
      expect(periodsOf(office.firm)).toEqual(['2026-03', '2026-04', '2026-05']);
      const after = await office.again(series);
      expect(after).toMatchObject({ status: 'active', next: '2026-06-01' });
      expect(after).not.toHaveProperty('heldSince');
    },
  );

  test('makes it when the firm does not stop any more, too', async () => {
    await aHeldSeries();
    await fired(office.firm, '2026-04-01T08:00:00.000Z');
    await rule('warn');
    await reacted(office.firm);
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
  });

  test('of no engagement waits for any letter of its client', async () => {
    await aHeldSeries({ engagementId: undefined });
    await fired(office.firm, '2026-04-01T08:00:00.000Z');
    expect(jobsOf(office.firm)).toEqual([]);
    await letterIs('signed');
    await reacted(office.firm);
    expect(periodsOf(office.firm)).toEqual(['2026-03']);
  });

  test('that rests does not wait: what passes then is missed as the series says', async () => {
    const series = await aHeldSeries({ missed: 'skip' });
    await fired(office.firm, '2026-04-01T08:00:00.000Z');
    await office.api.post(`/v1/series/${series.id}/pause`, { reason: 'Away' });
    expect(await office.again(series)).not.toHaveProperty('heldSince');
  });
});

test('what waited for a letter was not missed, and what was missed before is', () => {
  const series = { ...aSeries({ rhythm: { kind: 'months', every: 1 }, missed: 'skip' }, '2026-01-10'), made: 1 };
  const keys = (more: object) => plan({ ...series, ...more }, on('2026-06-10')).create.map(({ key }) => key);
  expect(keys({})).toEqual([]);
  expect(keys({ heldSince: '2026-04-01' })).toEqual(['2026-03', '2026-04', '2026-05']);
});
