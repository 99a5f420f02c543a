import { expect, test } from 'vitest';
import { viewTask } from '../../../functions/jobs/task-view.ts';
import { aTaskOf } from './any-job.ts';

const caller = { id: 'mem_A', name: 'A', role: 'admin', scope: {} } as unknown as Parameters<
  typeof viewTask
>[0]['caller'];

test.each([
  ['open', true],
  ['dormant', false],
] as const)('a task that is %s can be started and completed: %s', (status, can) => {
  const task = { ...aTaskOf(0), version: 1 };
  const standing = { blockedBy: [], isUpNext: true, isOverdue: false, isAtRisk: false };
  const line = { title: task.title, position: 0, status };
  const seen = viewTask({ task, line, dated: { explain: [] }, standing, isOver: false, caller });
  expect(seen.can).toMatchObject({ start: can, complete: can });
});
