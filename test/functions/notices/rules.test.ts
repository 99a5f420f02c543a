import { describe, expect, test } from 'vitest';
import { distinct } from '../../../functions/notices/draft.ts';
import { draftsOfJob, tellsOfJobs } from '../../../functions/notices/of-job.ts';
import { draftsOfLetter } from '../../../functions/notices/of-letter.ts';
import { draftsOfSeries, tellsOfSeries } from '../../../functions/notices/of-series.ts';
import { jobEvent } from '../../../functions/jobs/events.ts';
import type { Job } from '../../../functions/jobs/job.ts';
import type { Schedule } from '../../../functions/jobs/schedule.ts';
import type { Letter } from '../../../functions/letters/letter.ts';
import type { Changes, Event } from '../../../shared/events/chain.ts';

const job = { title: 'Close', leadId: 'mem_lead', people: [] } as unknown as Job;
const schedule = (lines: object) => ({ lines, facts: [] }) as unknown as Schedule;
const event = (type: string, changes?: Changes) =>
  ({ type, actor: 'system', ...(changes && { changes }) }) as unknown as Event;
const drafts = (type: string, changes: Changes | undefined, lines: object = {}) =>
  draftsOfJob({ event: event(type, changes), job, schedule: schedule(lines), notes: [] });

describe('the rules of what is told', () => {
  test('a step that failed is told to whose it is, and else to who answers for the work', () => {
    const failure = { error: 'x', cause: '{tax.amount} is empty, and nothing is sent with a hole in it' };
    const changes = { 'TASK#tsk_1': { failure: [null, failure] } } as Changes;
    const line = { title: 'Send the package', position: 0, status: 'open' };
    expect(drafts('job.step-failed', changes, { tsk_1: { ...line, who: 'mem_a' } })).toEqual([
      {
        to: 'mem_a',
        kind: 'failed-step',
        says: `“Send the package” in “Close” could not run by itself: ${failure.cause}`,
        taskId: 'tsk_1',
      },
    ]);
    expect(drafts('job.step-failed', changes, { tsk_1: line })).toMatchObject([{ to: 'mem_lead' }]);
  });

  test('what the workflow reminds of is told to whom it names, by how urgent it is; a reason not known is passed over', () => {
    const of = (why: string) => ({ taskId: 'tsk_1', title: 'File', why, due: '2026-12-10', to: ['mem_a', 'mem_b'] });
    const whys = ['soon', 'due', 'overdue', 'escalated', 'at-risk', 'failed', 'whatever'];
    const told = drafts('job.reminded', { SCHEDULE: { reminders: [null, whys.map(of)] } });
    expect(told.filter(({ to }) => to === 'mem_b').map(({ kind, says }) => [kind, says])).toEqual([
      ['reminder', '“File” in “Close” is due soon'],
      ['reminder', '“File” in “Close” is due today'],
      ['reminder', '“File” in “Close” is overdue'],
      ['at-risk', '“File” in “Close” has been overdue for days'],
      ['at-risk', '“File” in “Close” may not be done in time'],
    ]);
    expect(told[0]).toMatchObject({ taskId: 'tsk_1', due: '2026-12-10' });
  });

  test('a step that runs by itself, or is nobody’s, can go on without anyone being told', () => {
    const changes = { 'TASK#tsk_1': { status: ['open', 'done'] } } as Changes;
    const waiting = { title: 'Next', position: 1, status: 'open', after: ['a'] };
    const lines = {
      tsk_1: { title: 'First', key: 'a', position: 0, status: 'done' },
      tsk_2: { ...waiting, who: 'mem_a', auto: true },
      tsk_3: waiting,
      tsk_4: { ...waiting, who: 'mem_a' },
      tsk_5: { ...waiting, who: 'mem_a', after: ['a', 'tsk_4'] },
    };
    expect(drafts('job.task-completed', changes, lines).map(({ taskId }) => taskId)).toEqual(['tsk_4']);
  });

  test.each([...Object.keys(jobEvent.types), 'job.unheard-of'])(
    '%s that was erased, or of which nothing is known, does no harm',
    (type) => {
      expect(drafts(type, undefined)).toEqual([]);
    },
  );

  test('types that tell nothing are known without reading anything', () => {
    expect([tellsOfJobs('job.created'), tellsOfJobs('job.unheard-of'), tellsOfJobs('toString')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([tellsOfSeries('series.paused'), tellsOfSeries('series.begun')]).toEqual([true, false]);
  });

  test('nobody is told of what they did, nor twice of one thing', () => {
    const one = { to: 'mem_a', kind: 'returned' as const, says: 'First', taskId: 'tsk_1' };
    const all = [one, { ...one, says: 'Again' }, { ...one, kind: 'assigned' as const }, { ...one, to: 'mem_b' }];
    expect(distinct(all, { actor: 'mem_b' }).map(({ kind, says }) => [kind, says])).toEqual([
      ['returned', 'First'],
      ['assigned', 'First'],
    ]);
  });

  test('of a letter it is told who signed, who did not, and why it reached nobody', () => {
    const letter = {
      title: 'Engagement 2027',
      senderId: 'mem_a',
      signers: [{ name: 'Alicia Whitaker' }, { name: 'Ben', notMailed: 'This person has no mail address' }],
      declined: { reason: 'Too dear' },
    } as unknown as Letter;
    const says = (type: string) => draftsOfLetter(event(`letter.${type}`), letter, 'Juniper').map((one) => one.says);
    expect(['signed', 'signed-by-one', 'declined', 'expired', 'not-mailed'].flatMap(says)).toEqual([
      'Juniper signed “Engagement 2027”',
      'One who signs “Engagement 2027” for Juniper has signed: it waits for the next',
      'Juniper declined “Engagement 2027”: Too dear',
      'Juniper did not sign “Engagement 2027” in time',
      '“Engagement 2027” could not be mailed to Juniper: This person has no mail address',
    ]);
  });

  test('a series that ended or rests is told with why; one that goes on again is not', () => {
    const series = {
      id: 'ser_1',
      clientId: 'cli_1',
      templateName: 'Sales tax',
      status: 'paused',
      because: 'failures',
      reason: 'Nobody reviews',
    };
    const says = (more: object) =>
      draftsOfSeries({ ...series, ...more }, 'Juniper', ['mem_a']).map((draft) => draft.says);
    expect(says({})).toEqual(['“Sales tax” for Juniper is paused after failures: Nobody reviews']);
    expect(says({ because: 'asked', reason: undefined })).toEqual(['“Sales tax” for Juniper is paused']);
    expect(says({ status: 'ended', templateName: undefined, reason: 'The last of 12' })).toEqual([
      'Recurring work for Juniper has ended: The last of 12',
    ]);
    expect(says({ status: 'active' })).toEqual([]);
    const [asked] = draftsOfSeries(
      { ...series, because: 'asked', reason: 'They sold it' },
      'Juniper',
      ['mem_a'],
      'Eleanor',
    );
    expect(asked!.says).toBe('Eleanor paused “Sales tax” for Juniper: They sold it');
  });
});
