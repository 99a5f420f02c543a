import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { Comment, CommentView } from './comment.ts';
import { type Dates, datesOf, type Dating, workingOf } from './dating.ts';
import { isOver, Job } from './job.ts';
import { isOpen, type ReviewNote, ReviewNoteView } from './review-note.ts';
import type { Schedule } from './schedule.ts';
import { type Standing, standingsOf } from './standing.ts';
import type { WholeJob } from './store.ts';
import { Task } from './task.ts';
import { TaskView, viewTask } from './task-view.ts';
import { WithoutLetter } from './without-letter.ts';

/** A job in a list. */
export const JobLine = Job.omit({ settings: true, facts: true, forNextTime: true, fromLastTime: true })
  .extend({
    version: z.int(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'JobLine' });

export const JobView = Job.omit({ settings: true })
  .extend({
    /** Why it is due on its day. */
    dueExplained: z.array(z.string()),
    tasks: z.array(TaskView),
    notes: z.array(ReviewNoteView),
    comments: z.array(CommentView),
    progress: z.object({ done: z.int(), all: z.int() }),
    /** Where the firm minds work without a letter, and this is such. */
    withoutLetter: WithoutLetter.optional(),
    version: z.int(),
    can: z.object({ edit: z.boolean(), cancel: z.boolean(), reopen: z.boolean(), extend: z.boolean() }),
  })
  .meta({ id: 'Job' });

export const lineOf = (
  { settings: _, facts: _facts, forNextTime: _text, fromLastTime: _last, ...job }: Stored<Job>,
  caller: Caller,
) => ({
  ...job,
  can: { edit: caller.role !== 'guest' && !isOver(job) },
});

export const viewNote = (note: Stored<ReviewNote>, caller: Caller) => ({
  ...note,
  can: {
    answer: caller.role !== 'guest' && isOpen(note),
    clear: caller.role !== 'guest' && isOpen(note) && (caller.id === note.raisedBy || caller.role !== 'member'),
  },
});

export const viewComment = (comment: Stored<Comment>, caller: Caller) => ({
  ...comment,
  can: { edit: caller.role !== 'guest' && (comment.author === caller.id || caller.role !== 'member') },
});

/** A job as it stands after a change, or as it was read: with the reasons of its dates worked out anew. */
export type Shown = {
  job: Stored<Job>;
  tasks: readonly Stored<Task>[];
  schedule: Schedule;
  notes: readonly Stored<ReviewNote>[];
  comments: readonly Stored<Comment>[];
};

const isShown = ({ removedAt }: Task) => removedAt === undefined;

const idle: Standing = { blockedBy: [], isUpNext: false, isOverdue: false, isAtRisk: false };

export function viewJob(shown: Shown, dating: Dating, caller: Caller, withoutLetter?: WithoutLetter) {
  const { job, tasks, schedule, notes, comments } = shown;
  const { settings: _, ...rest } = job;
  const dates: Dates = datesOf(job, tasks, dating, schedule);
  const standings = standingsOf(schedule, workingOf(dating));
  const edits = caller.role !== 'guest';
  const asked = tasks.filter(({ id }) => schedule.lines[id]?.status !== 'dormant');
  return {
    ...rest,
    dueExplained: [...dates.due.explain],
    tasks: tasks.filter(isShown).map((task) =>
      viewTask({
        task,
        line: schedule.lines[task.id]!,
        dated: dates.tasks.get(task.id)!,
        standing: standings.get(task.id) ?? idle,
        isOver: isOver(job),
        caller,
      }),
    ),
    notes: notes.map((note) => viewNote(note, caller)),
    comments: comments.map((comment) => viewComment(comment, caller)),
    progress: {
      done: asked.filter(({ status }) => status === 'done' || status === 'skipped').length,
      all: asked.length,
    },
    ...(withoutLetter && { withoutLetter }),
    can: {
      edit: edits && !isOver(job),
      cancel: edits && !isOver(job),
      reopen: edits && isOver(job),
      extend: edits && !isOver(job) && job.deadline !== undefined,
    },
  };
}

export const shownOf = ({ job, tasks, schedule, notes, comments }: Omit<WholeJob, 'tail'>): Shown => ({
  job,
  tasks,
  schedule,
  notes,
  comments,
});
