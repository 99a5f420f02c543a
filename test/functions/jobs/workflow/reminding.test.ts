import { describe, expect, test } from 'vitest';
import { aDay, aScene, typesOf } from './scene.ts';

const due = { key: 'first', title: 'First', role: 'doer', due: 'job.start +4 bizday' };
const whys = (all: { why: string }[]) => all.map(({ why }) => why);

describe('whoever does something', () => {
  test('is reminded before, on and after its day, once each; then those who lead are told', async () => {
    const scene = await aScene({ tasks: [due, { key: 'last', title: 'Last', after: ['first'] }] });
    const { machine, reminders, office, firm } = scene;
    // Due on Friday, the 6th.
    await machine.pass(aDay);
    expect(reminders()).toEqual([]);
    await machine.pass(aDay);
    expect(reminders()).toEqual([
      {
        taskId: (await scene.task('first')).id,
        title: 'First',
        due: '2026-11-06',
        why: 'soon',
        to: [office.bookkeeper.id],
      },
    ]);
    await machine.pass(2 * aDay);
    expect(whys(reminders())).toEqual(['soon', 'due']);
    await machine.pass(2 * aDay);
    // Nobody is reminded on a Sunday.
    expect(whys(reminders())).toEqual(['soon', 'due']);
    await machine.pass(aDay);
    expect(whys(reminders())).toEqual(['soon', 'due', 'overdue']);
    await machine.pass(30 * aDay);
    expect(whys(reminders())).toEqual(['soon', 'due', 'overdue', 'escalated']);
    const { leadId } = await scene.read();
    expect(reminders().at(-1).to).toEqual(expect.arrayContaining([office.bookkeeper.id, leadId ?? firm.admin.id]));
    expect(typesOf(scene)).toEqual(['job.created', ...Array.from({ length: 4 }, () => 'job.reminded')]);
  });

  test('is not reminded of what is done, or cannot be done yet', async () => {
    const after = { key: 'last', title: 'Last', role: 'doer', after: ['first'], due: 'job.start +5 bizday' };
    const { machine, reminders, act } = await aScene({ tasks: [due, after] });
    await machine.pass(2 * aDay);
    await act('first', 'complete');
    await machine.pass(aDay);
    expect(reminders().map(({ title, why }) => [title, why])).toEqual([
      ['First', 'soon'],
      ['Last', 'soon'],
    ]);
  });

  test('hears of it anew when the day moves', async () => {
    const { machine, reminders, task, firm, jobId } = await aScene({ tasks: [due, { key: 'x', title: 'X' }] });
    await machine.pass(4 * aDay);
    const { id } = await task('first');
    await firm.admin.call('PATCH', `/v1/jobs/${jobId}/tasks/${id}`, { body: { dueOn: '2026-11-13' } });
    await machine.pass(7 * aDay);
    expect(reminders().map(({ why, due: on }) => [why, on])).toEqual([
      ['soon', '2026-11-06'],
      ['due', '2026-11-06'],
      ['soon', '2026-11-13'],
      ['due', '2026-11-13'],
    ]);
  });

  test('and who leads is warned of what cannot be done in time', async () => {
    const { machine, reminders } = await aScene({
      tasks: [
        { key: 'slow', title: 'Slow', role: 'doer', est: 2400, due: 'job.start +6 bizday' },
        { key: 'end', title: 'End', role: 'doer', after: ['slow'], est: 480, due: 'job.start +7 bizday' },
      ],
    });
    await machine.pass(4 * aDay);
    expect(
      reminders()
        .filter(({ why }) => why === 'at-risk')
        .map(({ title }) => title),
    ).toEqual(['Slow', 'End']);
  });

  test('one event tells of everything on one day', async () => {
    const tasks = ['a', 'b', 'c'].map((key) => ({ ...due, key, title: key }));
    const scene = await aScene({ tasks });
    await scene.machine.pass(2 * aDay);
    expect(scene.reminders()).toHaveLength(3);
    expect(typesOf(scene)).toEqual(['job.created', 'job.reminded']);
  });
});

test('a job that began on a day when the firm is closed reminds from the next open day on', async () => {
  const scene = await aScene({ tasks: [{ ...due, due: 'job.start +1 bizday' }], at: '2026-11-07T17:00:00.000Z' });
  await scene.machine.pass(aDay);
  expect(scene.reminders()).toEqual([]);
  await scene.machine.pass(aDay);
  expect(whys(scene.reminders())).toEqual(['due']);
});
