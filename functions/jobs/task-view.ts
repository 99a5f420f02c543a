import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { WallTime } from '../../shared/dates/zone.ts';
import type { Caller } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Dated } from './dating.ts';
import { type Line, LineStatus } from './schedule.ts';
import type { Standing } from './standing.ts';
import { isFinished, Task } from './task.ts';

const Blocker = z
  .object({ after: z.string(), says: z.string(), isGate: z.boolean() })
  .meta({ id: 'Blocker', description: 'What must be finished first; nobody passes a gate' });

export const TaskView = Task.omit({ clientId: true, days: true, pin: true, status: true })
  .extend({
    status: LineStatus,
    assigneeId: Id('member').optional(),
    due: z
      .object({
        on: CivilDate.optional(),
        at: WallTime.optional(),
        /** Why it is this day, step by step. */
        explain: z.array(z.string()),
        /** Someone set it by hand, and no rule moves it. */
        isPinned: z.boolean(),
        waitsFor: z.string().optional(),
      })
      .meta({ id: 'TaskDue' }),
    blockedBy: z.array(Blocker),
    isUpNext: z.boolean(),
    isOverdue: z.boolean(),
    isAtRisk: z.boolean(),
    version: z.int(),
    can: z.object({
      edit: z.boolean(),
      start: z.boolean(),
      complete: z.boolean(),
      /** Done although something before it is not, with a reason. */
      pass: z.boolean(),
      skip: z.boolean(),
      reopen: z.boolean(),
      retry: z.boolean(),
      /** Lets go what the step has prepared. */
      release: z.boolean(),
    }),
  })
  .meta({ id: 'Task' });

type Seen = { task: Stored<Task>; line: Line; dated: Dated; standing: Standing; isOver: boolean; caller: Caller };

export function viewTask({ task, line, dated, standing, isOver, caller }: Seen) {
  const { pin } = task;
  const acts = caller.role !== 'guest' && !isOver;
  const isLeft = !isFinished(task);
  // What does not have to be done, as far as is known, is not done either.
  const isAwake = line.status !== 'dormant';
  const isHeld = standing.blockedBy.some(({ isGate }) => isGate);
  // What else is in it, the contract of the answer leaves out: to leave it out here as well costs more than all the rest.
  return {
    ...task,
    status: line.status,
    ...(line.who !== undefined && { assigneeId: line.who }),
    due: {
      ...(line.due !== undefined && { on: line.due }),
      ...(line.at !== undefined && { at: line.at }),
      explain: [...dated.explain],
      isPinned: pin !== undefined,
      ...(dated.waitsFor !== undefined && { waitsFor: dated.waitsFor }),
    },
    ...standing,
    blockedBy: [...standing.blockedBy],
    can: {
      edit: acts,
      start: acts && isAwake && (task.status === 'open' || task.status === 'asked') && !isHeld,
      complete: acts && isLeft && isAwake && standing.blockedBy.length === 0,
      pass: acts && isLeft && standing.blockedBy.length > 0 && !isHeld,
      skip: acts && isLeft && !task.gate,
      reopen: caller.role !== 'guest' && !isLeft,
      retry: acts && task.failure !== undefined,
      release: acts && isLeft && task.auto !== undefined && task.hold === true,
    },
  };
}
