import { expect, test } from 'vitest';
import { titled } from '../../../functions/audit/titled.ts';
import { at } from '../../support/at.ts';
import { aFirm } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob } from '../../support/work.ts';

const [one, two] = [`tsk_${'1'.repeat(26)}`, `tsk_${'2'.repeat(26)}`];

test('a moved day is told by the title of its task; of two with one title the later is numbered', () => {
  const moved = { [`due ${one}`]: ['a', 'b'], [`due ${two}`]: ['c', 'd'], facts: [null, 1] } as never;
  const told = titled({ SCHEDULE: moved, JOB: {} }, { [one]: { title: 'Call' }, [two]: { title: 'Call' } });
  expect(told).toEqual({
    SCHEDULE: { 'due “Call”': ['a', 'b'], 'due “Call” (2)': ['c', 'd'], facts: [null, 1] },
    JOB: {},
  });
});

test('what names a task that is not there keeps its id', () => {
  const changes = { SCHEDULE: { [`who ${one}`]: [null, 'x'] } } as never;
  expect(titled(changes, {})).toEqual(changes);
});

test('the timeline of a job names its tasks by their titles', async () => {
  at('2026-11-02T15:00:00.000Z');
  const firm = await aFirm();
  const api = verbs(firm.admin.call);
  const job = await aJob(firm.admin.call, { title: 'Job', tasks: [{ title: 'Call the bank', dueOn: '2026-11-05' }] });
  await api.patch(`/v1/jobs/${job.id}/tasks/${job.tasks[0].id}`, { dueOn: '2026-11-09' });
  const { items } = (await api.get(`/v1/jobs/${job.id}/timeline`)).body;
  expect(items[0].changes.SCHEDULE).toEqual({ 'due “Call the bank”': ['2026-11-05', '2026-11-09'] });
});
