import * as z from 'zod';
import { broken, notFound } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { loadWhole } from './acting.ts';
import { changed } from './answering.ts';
import { notOver } from './job.ts';
import { JobView } from './job-view.ts';
import { answer, clear, isOpen, ReviewAnswer, type ReviewNote, ReviewNoteInput } from './review-note.ts';
import { checkRoom } from './room.ts';
import { reviewNotes, type WholeJob } from './store.ts';
import { isFinished, reopen, type Task } from './task.ts';

const on = routesOf();
const OfTask = z.object({ jobId: Id('job'), taskId: Id('task') });
const ById = z.object({ jobId: Id('job'), reviewNoteId: Id('reviewNote') });
const mostNotes = 200;

const SendBack = z
  .strictObject({ text: ReviewNoteInput.shape.text.optional() })
  .default({})
  .meta({ id: 'SendBack', description: 'With a note, or because of those that are open' });

async function loadNote(records: Records, { jobId, reviewNoteId }: z.output<typeof ById>) {
  const loaded = await loadWhole(records, jobId);
  const note = loaded.whole.notes.find(({ id }) => id === reviewNoteId);
  if (!note) throw notFound(reviewNotes.name, reviewNoteId);
  return { ...loaded, note };
}

function taskIn({ tasks }: WholeJob, taskId: string) {
  const task = tasks.find(({ id }) => id === taskId);
  if (!task) throw notFound('task', taskId);
  return task;
}

/** A note on a task: by whom, and about what. */
function raise(
  whole: WholeJob,
  taskId: string,
  text: string,
  { id, by, now }: { id: string; by: string; now: string },
) {
  const { job, notes } = whole;
  checkRoom(whole, text);
  if (notes.length >= mostNotes) throw broken(`A job has at most ${mostNotes} review notes`);
  const note: ReviewNote = {
    id,
    jobId: job.id,
    ...(job.clientId !== undefined && { clientId: job.clientId }),
    taskId,
    text,
    raisedBy: by,
    raisedAt: now,
  };
  return reviewNotes.create(note);
}

/** The work that goes back: what the review is of, to be done again by whoever did it. */
function sentBack({ tasks, notes, job }: WholeJob, review: Task, note: RecordWrite | undefined): Task[] {
  notOver(job);
  if (!review.review || isFinished(review))
    throw broken('Work is sent back from a review that is not finished', { field: 'review' });
  if (!note && !notes.some(isOpen)) throw broken('Say what is to be looked at again', { field: 'text' });
  const { of } = review.review;
  return tasks.filter((task) => (task.key === of || task.id === of) && isFinished(task)).map(reopen);
}

export const reviewRoutes = [
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/notes',
    summary: 'Raise a review note on a task',
    description: 'It stays open until it is answered and cleared; approval waits for all of them.',
    allow: staff,
    params: OfTask,
    body: ReviewNoteInput,
    status: 201,
    response: JobView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadWhole(records, params.jobId)),
      id: newId('reviewNote'),
    }),
    decide({ loaded, params, body, caller, now }) {
      const { whole, id } = loaded;
      notOver(whole.job);
      const task = taskIn(whole, params.taskId);
      const note = raise(whole, task.id, body.text, { id, by: caller.id, now });
      return changed(loaded, 'job.note-raised', { notes: [note] }, { caller, now });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/notes/{reviewNoteId}/answer',
    summary: 'Answer a review note',
    allow: staff,
    params: ById,
    body: ReviewAnswer,
    response: JobView,
    load: ({ params }, { records }) => loadNote(records, params),
    subject: ({ note }) => note,
    decide({ loaded, body, caller, now }) {
      const { note } = loaded;
      checkRoom(loaded.whole, body.text);
      const write = reviewNotes.replace(note, answer(note, body.text, caller.id, now));
      return changed(loaded, 'job.note-answered', { notes: [write] }, { caller, now });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/notes/{reviewNoteId}/clear',
    summary: 'Clear a review note: its reviewer is content',
    allow: staff,
    params: ById,
    response: JobView,
    load: ({ params }, { records }) => loadNote(records, params),
    subject: ({ note }) => note,
    decide({ loaded, caller, now }) {
      const { note } = loaded;
      const write = reviewNotes.replace(note, clear(note, caller, now));
      return changed(loaded, 'job.note-cleared', { notes: [write] }, { caller, now });
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/tasks/{taskId}/send-back',
    summary: 'Send reviewed work back to who did it',
    allow: staff,
    params: OfTask,
    body: SendBack,
    response: JobView,
    load: async ({ params }, { records, newId }) => ({
      ...(await loadWhole(records, params.jobId)),
      id: newId('reviewNote'),
    }),
    subject: ({ whole }) => whole.job,
    decide({ loaded, params, body: { text }, caller, now }) {
      const { whole, id } = loaded;
      const review = taskIn(whole, params.taskId);
      const note = text === undefined ? undefined : raise(whole, review.id, text, { id, by: caller.id, now });
      const tasks = sentBack(whole, review, note);
      return changed(loaded, 'job.sent-back', { tasks, ...(note && { notes: [note] }) }, { caller, now });
    },
  }),
];
