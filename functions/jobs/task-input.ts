import * as z from 'zod';
import { WallTime } from '../../shared/dates/zone.ts';
import { broken } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import { put } from '../clients/put.ts';
import { DueRuleText } from '../templates/due-rule.ts';
import { FieldName, FieldValue } from './job.ts';
import { isFinished, Task } from './task.ts';
import { WorkDay } from './work-day.ts';

const of = Task.shape;

export const NewTask = z
  .strictObject({
    title: of.title,
    section: of.section,
    instructions: of.instructions,
    assigneeId: Id('member').optional(),
    /** A day, or a rule such as `job.start +2 bizday`. */
    dueOn: WorkDay.optional(),
    dueAt: WallTime.optional(),
    dueRule: DueRuleText.optional(),
    estMinutes: of.estMinutes,
    priority: of.priority,
    checklist: z.array(z.string().trim().min(1).max(300)).max(60).optional(),
    /** Tasks of this job, by id, that come first. */
    after: z.array(Id('task')).max(40).optional(),
    gate: z.boolean().optional(),
  })
  .refine(({ dueOn, dueRule }) => dueOn === undefined || dueRule === undefined, {
    path: ['dueRule'],
    message: 'A day, or a rule for it; not both',
  })
  .meta({ id: 'NewTask' });
export type NewTask = z.output<typeof NewTask>;

/** null takes a value away; a day that is taken away follows its rule again. */
export const TaskPatch = z
  .strictObject({
    title: of.title.optional(),
    section: of.section,
    instructions: of.instructions.unwrap().nullable().optional(),
    assigneeId: Id('member').nullable().optional(),
    dueOn: WorkDay.nullable().optional(),
    dueAt: WallTime.optional(),
    estMinutes: of.estMinutes.unwrap().nullable().optional(),
    priority: of.priority.unwrap().nullable().optional(),
    /** The lines as they are to be; those with the same words stay ticked. */
    checklist: z.array(z.string().trim().min(1).max(300)).max(60).optional(),
    /** Why the day moves, for its history. */
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ dueOn, dueAt }) => dueAt === undefined || typeof dueOn === 'string', {
    path: ['dueAt'],
    message: 'A time goes with its day',
  })
  .meta({ id: 'TaskPatch' });
export type TaskPatch = z.output<typeof TaskPatch>;

export const Complete = z
  .strictObject({
    /** Where something before it is not finished. */
    reason: z.string().trim().min(1).max(500).optional(),
    /** What the task asks to be recorded, by name. */
    fields: z.record(FieldName, FieldValue).default({}),
  })
  .default({ fields: {} })
  .meta({ id: 'CompleteTask' });

export const Tick = z.strictObject({ line: z.int().min(0).max(59), done: z.boolean() }).meta({ id: 'TickLine' });

type Author = { by: string; now: string };

export function add(
  input: NewTask,
  { jobId, clientId, id, position }: Pick<Task, 'jobId' | 'clientId' | 'id' | 'position'>,
  { by, now }: Author,
): Task {
  const { assigneeId: _, dueOn, dueAt, checklist, ...rest } = input;
  return {
    ...rest,
    id,
    jobId,
    ...(clientId !== undefined && { clientId }),
    position,
    ...(dueOn !== undefined && { pin: { on: dueOn, by, ...(dueAt !== undefined && { at: dueAt }) } }),
    ...(checklist && { checklist: checklist.map((text) => ({ text })) }),
    status: 'open',
    createdAt: now,
  };
}

/** The day that someone sets pins the task: no rule moves it any more. */
function withPin(task: Task, { dueOn, dueAt, reason }: TaskPatch, by: string): Task {
  if (dueOn === undefined) return task;
  const { pin: _, ...rest } = task;
  if (dueOn === null) return rest;
  return {
    ...rest,
    pin: { on: dueOn, by, ...(dueAt !== undefined && { at: dueAt }), ...(reason !== undefined && { reason }) },
  };
}

export function update(task: Task, patch: TaskPatch, { by }: Author): Task {
  if (patch.dueOn !== undefined && isFinished(task))
    throw broken('This is finished; its day stays as it was', { field: 'dueOn' });
  const { assigneeId: _, dueOn: _on, dueAt: _at, reason: _why, checklist, ...rest } = patch;
  const had = new Map((task.checklist ?? []).map((line) => [line.text, line]));
  return withPin(
    put(task, { ...rest, ...(checklist && { checklist: checklist.map((text) => had.get(text) ?? { text }) }) }),
    patch,
    by,
  );
}
