import * as z from 'zod';
import { broken, notFound } from '../../shared/errors.ts';
import { routesOf, staff } from '../../shared/http/route.ts';
import { Id } from '../../shared/ids.ts';
import type { RecordWrite } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { actingFor, firmOf } from './acting.ts';
import { answered } from './answering.ts';
import { changeJob } from './changing.ts';
import { notOver } from './job.ts';
import { JobView } from './job-view.ts';
import { answer, clear, isOpen, ReviewAnswer, type ReviewNote, ReviewNoteInput } from './review-note.ts';
import { loadJob, reviewNotes, type WholeJob } from './store.ts';
import { isFinished, reopen, type Task } from './task.ts';

const on = routesOf();
const OfTask = z.object({ jobId: Id('job'), taskId: Id('task') });
const ById = z.object({ jobId: Id('job'), noteId: Id('reviewNote') });
const mostNotes = 200;

const SendBack = z
  .strictObject({ text: ReviewNoteInput.shape.text.optional() })
  .default({})
  .meta({ id: 'SendBack', description: 'With a note, or because of those that are open' });

async function loadWhole(records: Records, jobId: string) {
  const [whole, firm] = await Promise.all([loadJob(records, jobId), firmOf(records)]);
  return { whole, firm };
}

async function loadNote(records: Records, { jobId, noteId }: z.output<typeof ById>) {
  const loaded = await loadWhole(records, jobId);
  const note = loaded.whole.notes.find(({ id }) => id === noteId);
  if (!note) throw notFound(reviewNotes.name, noteId);
  return { ...loaded, note };
}

function taskIn({ tasks }: WholeJob, taskId: string) {
  const task = tasks.find(({ id }) => id === taskId);
  if (!task) throw notFound('task', taskId);
  return task;
}

/** A note on a task: by whom, and about what. */
function raise(
  { job, notes }: WholeJob,
  taskId: string,
  text: string,
  { id, by, now }: { id: string; by: string; now: string },
) {
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
    decide({ loaded: { whole, firm, id }, params, body, caller, now }) {
      notOver(whole.job);
      const task = taskIn(whole, params.taskId);
      const note = raise(whole, task.id, body.text, { id, by: caller.id, now });
      const acting = actingFor(firm, caller.id, now);
      return {
        ...answered(changeJob(whole, 'job.note-raised', { notes: [note] }, acting), whole, acting, caller),
        location: `/v1/jobs/${whole.job.id}`,
      };
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/notes/{noteId}/answer',
    summary: 'Answer a review note',
    allow: staff,
    params: ById,
    body: ReviewAnswer,
    response: JobView,
    load: ({ params }, { records }) => loadNote(records, params),
    subject: ({ note }) => note,
    decide({ loaded: { whole, firm, note }, body, caller, now }) {
      const write = reviewNotes.replace(note, answer(note, body.text, caller.id, now));
      const acting = actingFor(firm, caller.id, now);
      return answered(changeJob(whole, 'job.note-answered', { notes: [write] }, acting), whole, acting, caller);
    },
  }),
  on.changes({
    method: 'POST',
    path: '/v1/jobs/{jobId}/notes/{noteId}/clear',
    summary: 'Clear a review note: its reviewer is content',
    allow: staff,
    params: ById,
    response: JobView,
    load: ({ params }, { records }) => loadNote(records, params),
    subject: ({ note }) => note,
    decide({ loaded: { whole, firm, note }, caller, now }) {
      const write = reviewNotes.replace(note, clear(note, caller, now));
      const acting = actingFor(firm, caller.id, now);
      return answered(changeJob(whole, 'job.note-cleared', { notes: [write] }, acting), whole, acting, caller);
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
    decide({ loaded: { whole, firm, id }, params, body: { text }, caller, now }) {
      const review = taskIn(whole, params.taskId);
      const note = text === undefined ? undefined : raise(whole, review.id, text, { id, by: caller.id, now });
      const tasks = sentBack(whole, review, note);
      const acting = actingFor(firm, caller.id, now);
      const change = { tasks, ...(note && { notes: [note] }) };
      return answered(changeJob(whole, 'job.sent-back', change, acting), whole, acting, caller);
    },
  }),
];
