import * as z from 'zod';
import type { Event } from '../../shared/events/chain.ts';
import type { Job } from '../jobs/job.ts';
import type { ReviewNote } from '../jobs/review-note.ts';
import { type Line, openLines, type Schedule } from '../jobs/schedule.ts';
import { blockersOfTask } from '../jobs/standing.ts';
import { changedOf, changeOf, type Draft, grouped } from './draft.ts';
import { notSigned } from './of-job-letters.ts';

/** What happened in a job, and how the job stands now: an event may come late. */
export type InJob = { event: Event; job: Job; schedule: Schedule; notes: readonly ReviewNote[] };

type Rule = (happened: InJob) => Draft[];

const named = (text: string) => `“${text}”`;
const taskIn = ({ title }: Pick<Line, 'title'>, { title: job }: Job) => `${named(title)} in ${named(job)}`;
const after = (change: readonly unknown[] | undefined): unknown => change?.[1] ?? undefined;

/** Whether a task came with this event, among so many that it does not tell of each. */
function cameIn(event: Event): (line: Line) => boolean {
  const places = changedOf(event, 'TASKS#').flatMap(([, told]) =>
    told.places ? [after(told.places) as [number, number]] : [],
  );
  return ({ position }) => places.some(([first, last]) => position >= first && position <= last);
}

/** Tasks that someone got with this event and still has. */
function given({ event, schedule }: InJob): [string, Line][] {
  const isNew = event.type === 'job.created';
  const came = cameIn(event);
  const got = (id: string, who: string) => after(changeOf(event, 'SCHEDULE', `who ${id}`)) === who;
  return openLines(schedule).filter(
    ([id, line]) => line.who !== undefined && (isNew || came(line) || got(id, line.who)),
  );
}

const sayAssigned = (lines: readonly [string, Line][], job: Job) =>
  lines.length === 1
    ? `${taskIn(lines[0]![1], job)} is yours`
    : `${lines.length} tasks of ${named(job.title)} are yours`;

const assigned: Rule = (happened) => {
  const { event, job } = happened;
  const byPerson = grouped(given(happened), ([, { who }]) => who!);
  const lead = after(changeOf(event, 'JOB', 'leadId'));
  const answers = lead !== undefined && lead === job.leadId ? [job.leadId] : [];
  return [
    ...[...byPerson].map(([to, lines]): Draft => {
      const [[taskId, { due }]] = lines as [[string, Line]];
      const one = lines.length === 1 ? { taskId, ...(due !== undefined && { due }) } : {};
      return { to, kind: 'assigned', says: sayAssigned(lines, job), ...one };
    }),
    ...answers
      .filter((to) => !byPerson.has(to))
      .map((to): Draft => ({ to, kind: 'assigned', says: `You answer for ${named(job.title)}` })),
  ];
};

const commented: Rule = ({ event, job }) => {
  const mentioned = new Set(
    changedOf(event, 'COMMENT#').flatMap(([, { mentions }]) => (after(mentions) as string[] | undefined) ?? []),
  );
  const watching = (job.watchers ?? []).filter((id) => !mentioned.has(id));
  return [
    ...[...mentioned].map((to): Draft => ({
      to,
      kind: 'mentioned',
      says: `You are named in a comment on ${named(job.title)}`,
    })),
    ...watching.map((to): Draft => ({ to, kind: 'watched', says: `There is a new comment on ${named(job.title)}` })),
  ];
};

/** By which references others wait for what this event brought to its end. */
function endedIn({ event, schedule }: InJob): Set<string> {
  const finished = changedOf(event, 'TASK#')
    .filter(([, { status }]) => after(status) === 'done' || after(status) === 'skipped')
    .map(([id]) => id);
  const dropped = Object.keys(schedule.lines).filter(
    (id) => after(changeOf(event, 'SCHEDULE', `status ${id}`)) === 'dormant',
  );
  const [had, has] = changeOf(event, 'JOB', 'facts') ?? [];
  const facts = Object.keys(has ?? {}).filter((fact) => !Object.hasOwn(had ?? {}, fact));
  const ids = [...finished, ...dropped];
  return new Set([...ids, ...ids.flatMap((id) => schedule.lines[id]?.key ?? []), ...facts]);
}

const unblocked: Rule = (happened) => {
  const { schedule, job } = happened;
  const ended = endedIn(happened);
  return openLines(schedule).flatMap(([taskId, line]): Draft[] => {
    const waited = line.after?.some((ref) => ended.has(ref)) ?? false;
    if (!waited || line.who === undefined || line.auto || blockersOfTask(schedule, taskId).length > 0) return [];
    const due = line.due === undefined ? {} : { due: line.due };
    return [{ to: line.who, kind: 'unblocked', says: `${taskIn(line, job)} can go on`, taskId, ...due }];
  });
};

/** Whose work a note is about: of a review, those whose work it looks at. */
function workersOf(taskId: string, { lines }: Schedule): string[] {
  const line = lines[taskId];
  if (!line?.review) return line?.who === undefined ? [] : [line.who];
  const looked = Object.entries(lines).filter(([id, { key = id }]) =>
    line.after?.some((ref) => ref === id || ref === key),
  );
  return [...new Set(looked.flatMap(([, { who }]) => who ?? []))];
}

const noteRaised: Rule = ({ event, job, schedule }) =>
  changedOf(event, 'REVIEW#').flatMap(([, fields]) => {
    const taskId = after(fields.taskId) as string | undefined;
    const line = taskId === undefined ? undefined : schedule.lines[taskId];
    if (taskId === undefined || !line) return [];
    const says = `There is a review note on ${taskIn(line, job)}`;
    return workersOf(taskId, schedule).map((to): Draft => ({ to, kind: 'returned', says, taskId }));
  });

const noteAnswered: Rule = ({ job, notes }) =>
  notes.map(({ raisedBy, taskId }): Draft => ({
    to: raisedBy,
    kind: 'answered',
    says: `Your review note on ${named(job.title)} is answered`,
    taskId,
  }));

const sentBack: Rule = ({ event, job, schedule }) =>
  changedOf(event, 'TASK#').flatMap(([taskId, { status }]): Draft[] => {
    const line = schedule.lines[taskId];
    if (status === undefined || !line?.who || after(status) === 'done') return [];
    return [{ to: line.who, kind: 'returned', says: `${taskIn(line, job)} came back from review`, taskId }];
  });

const whoLeads = ({ leadId, people = [] }: Job): string[] =>
  leadId !== undefined ? [leadId] : people.filter(({ role }) => role === 'lead').map(({ memberId }) => memberId);

const stepFailed: Rule = ({ event, job, schedule }) =>
  changedOf(event, 'TASK#').flatMap(([taskId, { failure }]): Draft[] => {
    const line = schedule.lines[taskId];
    if (!line || after(failure) === undefined) return [];
    const people = line.who === undefined ? whoLeads(job) : [line.who];
    return people.map((to) => ({
      to,
      kind: 'failed-step',
      says: `${taskIn(line, job)} could not run by itself`,
      taskId,
    }));
  });

/** What the job's workflow tells its people with an event: a day came near, came, passed, or will not be kept. */
const Reminders = z.array(
  z.looseObject({
    taskId: z.string(),
    title: z.string(),
    why: z.string(),
    due: z.string().optional(),
    to: z.array(z.string()),
  }),
);

const reasons: Readonly<Record<string, { kind: Draft['kind']; says: string }>> = {
  soon: { kind: 'reminder', says: 'is due soon' },
  due: { kind: 'reminder', says: 'is due today' },
  overdue: { kind: 'reminder', says: 'is overdue' },
  escalated: { kind: 'at-risk', says: 'is overdue for days' },
  'at-risk': { kind: 'at-risk', says: 'may not be done in time' },
};

const reminded: Rule = ({ event, job }) => {
  const told = Reminders.safeParse(after(changeOf(event, 'SCHEDULE', 'reminders')));
  return (told.data ?? []).flatMap(({ taskId, title, why, due, to: people }): Draft[] => {
    const reason = reasons[why];
    if (!reason) return [];
    const says = `${taskIn({ title }, job)} ${reason.says}`;
    return people.map((to) => ({ to, kind: reason.kind, says, taskId, ...(due !== undefined && { due }) }));
  });
};

/** What each type of event tells people. A type that is not named here tells nobody anything. */
const rules: Readonly<Record<string, readonly Rule[]>> = {
  'job.created': [assigned],
  'job.updated': [assigned],
  'job.tasks-added': [assigned],
  'job.task-changed': [assigned],
  'job.task-completed': [unblocked, assigned],
  'job.task-skipped': [unblocked],
  'job.step-done': [unblocked],
  'job.fact-recorded': [unblocked],
  'job.rescheduled': [unblocked, reminded],
  'job.reminded': [reminded],
  'job.commented': [commented],
  'job.note-raised': [noteRaised],
  'job.note-answered': [noteAnswered],
  'job.sent-back': [sentBack],
  'job.step-failed': [stepFailed],
  'job.letter-not-signed': [notSigned],
};

export const tellsOfJobs = (type: string): boolean => Object.hasOwn(rules, type);

export const draftsOfJob = (happened: InJob): Draft[] =>
  (rules[happened.event.type] ?? []).flatMap((rule) => rule(happened));
