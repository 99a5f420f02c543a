import { describe, expect, test } from 'vitest';
import { datesOf } from '../../../functions/jobs/dating.ts';
import { reach } from '../../../functions/jobs/detour.ts';
import { at } from '../../support/at.ts';
import { aFirm } from '../../support/call.ts';
import { published } from '../../support/templates.ts';
import { aJob, anOffice, aSmallTemplate, taskOf } from '../../support/work.ts';
import { acting, aJobOf, aTaskOf, done } from './any-job.ts';

/** The job is due on Monday, November 16. */
const dated = (tasks: Parameters<typeof datesOf>[1], more: object = {}) =>
  datesOf(aJobOf(more), tasks, acting.dating, undefined).tasks.get(tasks.at(-1)!.id)!;

describe('a date that counts from a task that is not in the job', () => {
  const counts = { dueRule: 'answers.done +2 bizday' };
  const absent = { title: 'Answers', after: ['t0'] };
  const says = '“Answers” is not part of this job';

  test('counts from what comes before that one, saying so', () => {
    const first = done(aTaskOf(0), '2026-11-03');
    expect(dated([first, aTaskOf(1, { ...counts, absent })])).toMatchObject({
      on: '2026-11-05',
      explain: [says, expect.stringContaining('“Task 0” is done'), expect.stringContaining('2 business days later')],
    });
  });

  test('waits for what comes before that one, where that is still to be done', () => {
    expect(dated([aTaskOf(0), aTaskOf(1, { ...counts, absent })])).toEqual({ explain: [], waitsFor: 't0.done' });
  });

  test('is the day on which the job is due, where nothing comes before', () => {
    expect(dated([aTaskOf(1, { ...counts, absent: { ...absent, after: [] } })])).toEqual({
      on: '2026-11-16',
      explain: [says, 'So this is due with the job: Mon 16 Nov 2026'],
    });
    expect(dated([aTaskOf(1, counts)]).on).toBe('2026-11-16');
  });

  test('waits where the job has no day either, or has its own from that very task', () => {
    expect(dated([aTaskOf(1, counts)], { dueRule: undefined })).toMatchObject({ waitsFor: 'answers.done' });
    expect(dated([aTaskOf(1, counts)], { dueRule: 't1.due +1 day' })).toMatchObject({ waitsFor: 'answers.done' });
  });

  test('counts from a fact of that name all the same', () => {
    const rule = { dueRule: 'request.documents.done +1 bizday' };
    expect(dated([aTaskOf(1, rule)])).toMatchObject({ waitsFor: 'request.documents.done' });
  });
});

describe('a date that counts from a task that need not be done', () => {
  const notes = (more: object = {}) => aTaskOf(1, { title: 'Notes', when: 'decision is yes', ...more });
  const counts = aTaskOf(2, { dueRule: 't1.done +1 bizday' });
  const first = done(aTaskOf(0), '2026-11-03');

  test('counts from what comes before it, or is due with the job', () => {
    expect(dated([first, notes({ after: ['t0'] }), counts])).toMatchObject({
      on: '2026-11-04',
      explain: ['“Notes” does not have to be done, as far as is known', expect.anything(), expect.anything()],
    });
    expect(dated([first, notes(), counts]).on).toBe('2026-11-16');
  });

  test('counts from it again once it is to be done', () => {
    const decided = { fields: { decision: 'yes' } };
    expect(dated([first, notes({ after: ['t0'] }), counts], decided)).toMatchObject({ waitsFor: 't1.done' });
    const over = done(notes({ after: ['t0'] }), '2026-11-09');
    expect(dated([first, over, counts], decided).on).toBe('2026-11-10');
  });

  test('counts from its day where it has one, done or not', () => {
    const byDay = aTaskOf(2, { dueRule: 't1.due +1 bizday' });
    expect(dated([notes({ dueRule: 'job.start +2 bizday' }), byDay]).on).toBe('2026-11-05');
  });

  test('comes to an end where such tasks come after each other in a circle', () => {
    const round = [notes({ after: ['t3'] }), aTaskOf(3, { when: 'decision is yes', after: ['t1'] }), counts];
    expect(dated(round).on).toBe('2026-11-16');
  });
});

test('of several ways the latest counts, and one that is waited for is waited for', () => {
  const days: Record<string, string> = { a: '2026-11-03', b: '2026-11-05' };
  const anchor = (name: string) => (days[name] === undefined ? undefined : { on: days[name], says: name });
  const by = (names: string[]) => ({
    anchor,
    detour: (name: string) => (name === 'x' ? { says: 'x is not here', names } : undefined),
  });
  expect(reach('x', by(['a', 'b']))).toEqual({ anchored: { on: '2026-11-05', says: 'b' }, why: ['x is not here'] });
  expect(reach('x', by(['a', 'c']))).toEqual({ waitsFor: 'c', why: [] });
  expect(reach('x', by(['x']))).toEqual({ isWithJob: true, why: ['x is not here'] });
});

test('a job made for a client whom a task does not concern has all its dates', async () => {
  at('2026-11-02T15:00:00.000Z');
  const firm = await aFirm();
  const { clientId, bookkeeper } = await anOffice(firm);
  const tasks = [
    { key: 'first', title: 'First', role: 'doer', due: 'job.start +2 bizday' },
    { key: 'count', title: 'Count the stock', role: 'doer', after: ['first'], when: 'tag shipyard', due: 'first.due' },
    { key: 'price', title: 'Price it', role: 'doer', after: ['count'], when: 'tag shipyard', due: 'count.due' },
    { key: 'post', title: 'Post', role: 'doer', after: ['price'], due: 'price.done +2 bizday' },
  ];
  const templateId = await published(firm.admin.call, aSmallTemplate({ sections: [{ name: 'Work', tasks }] }));
  const job = await aJob(firm.admin.call, { clientId, templateId });
  expect(taskOf(job, 'post').due).toMatchObject({ waitsFor: 'first.done' });
  const path = `/v1/jobs/${job.id}/tasks/${taskOf(job, 'first').id}/complete`;
  const { body } = await bookkeeper.call('POST', path);
  expect(taskOf(body, 'post').due).toMatchObject({
    on: '2026-11-04',
    explain: expect.arrayContaining(['“Price it” is not part of this job']),
  });
});
