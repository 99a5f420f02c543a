import { describe, expect, test } from 'vitest';
import { isDrafted, notSigned, waitsForLetter, waitsForPerson } from '../../../functions/jobs/by-letter.ts';
import { stays } from '../../../functions/jobs/roll-out/merge-task.ts';
import { reopen } from '../../../functions/jobs/task.ts';
import { toldOf } from '../../../functions/jobs/workflow/reminding.ts';
import { draftsOfJob } from '../../../functions/notices/of-job.ts';
import type { Job } from '../../../functions/jobs/job.ts';
import type { Schedule } from '../../../functions/jobs/schedule.ts';
import type { Event } from '../../../shared/events/chain.ts';
import { aJobOf, aTaskOf, done, made, now } from './any-job.ts';

const id = `ltr_${'1'.repeat(26)}`;
const step = aTaskOf(0, { auto: { kind: 'send-letter', letter: 'engagement-letter' } });
const plain = aTaskOf(1);
const failure = { error: 'NotSigned', cause: 'It was declined', at: now };

describe('a task that waits for a letter', () => {
  test('is under way here until the letter is sent, and with the client then', () => {
    const drafted = waitsForLetter({ ...step, failure, askedWhy: 'No engagement' }, { id, isOut: false }, now);
    expect(drafted).toEqual({ ...step, status: 'active', letterId: id });
    expect(made([drafted]).job.status).toBe('active');
    const asked = waitsForLetter(drafted, { id, isOut: true }, now);
    expect(asked).toEqual({ ...step, status: 'asked', askedAt: now, letterId: id });
    expect(made([asked]).job.status).toBe('waiting-client');
    expect(made([waitsForLetter(plain, { id, isOut: true }, now)]).job.status).toBe('waiting-client');
  });

  test('waits for a person while the letter lies there, or nobody could write it', () => {
    const drafted = waitsForLetter(step, { id, isOut: false }, now);
    expect([drafted, { ...step, hold: true }, { ...step, askedWhy: 'Why' }].map(waitsForPerson)).toEqual([
      true,
      true,
      true,
    ]);
    expect([step, waitsForLetter(step, { id, isOut: true }, now)].map(waitsForPerson)).toEqual([false, false]);
    expect(isDrafted({ ...plain, status: 'active' })).toBe(false);
  });

  test('stays as it is under another version of its template', () => {
    expect(stays(waitsForLetter(step, { id, isOut: false }, now))).toBe('asked');
    expect(stays({ ...plain, status: 'active' })).toBeUndefined();
  });

  test('that is done again waits for another one', () => {
    expect(reopen({ ...done(step), letterId: id })).not.toHaveProperty('letterId');
  });
});

describe('a task whose letter is not signed', () => {
  test('has failed where a step sent it, and is open or begun as before where a person did', () => {
    const asked = (task: typeof step) => waitsForLetter(task, { id, isOut: true }, now);
    expect(notSigned(asked(step), 'It was declined', now)).toEqual({ ...step, failure });
    expect(notSigned(asked(plain), 'It was declined', now)).toEqual(plain);
    const begun = { ...plain, startedAt: now, status: 'active' as const };
    expect(notSigned(asked(begun), 'It was declined', now)).toEqual(begun);
  });

  test('is told to whose it is, else to who leads', () => {
    const job = aJobOf({ leadId: `mem_${'2'.repeat(26)}` });
    const drafts = (who: string | undefined) =>
      draftsOfJob({
        event: { type: 'job.letter-not-signed', actor: 'system', changes: { 'TASK#t': {} } } as unknown as Event,
        job,
        schedule: {
          lines: { t: { title: 'Letter', position: 0, status: 'open', who } },
          facts: [],
        } as unknown as Schedule,
        notes: [],
      });
    expect(drafts('mem_a')).toMatchObject([{ to: 'mem_a', kind: 'returned', taskId: 't' }]);
    expect(drafts(undefined)).toMatchObject([{ to: toldOf(job as Job, {})[0] }]);
  });
});
