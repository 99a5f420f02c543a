import type { Event } from '../../shared/events/chain.ts';
import type { Job } from '../jobs/job.ts';
import { type Line, openLines, type Schedule } from '../jobs/schedule.ts';
import { blockersOfTask } from '../jobs/standing.ts';
import { changedOf, changeOf, type Draft, grouped } from './draft.ts';
import { after, type InJob, jobIn, type Rule, taskIn } from './in-job.ts';
import { notSigned } from './of-job-letters.ts';
import { reminded } from './of-job-reminders.ts';
import { because, named } from './saying.ts';

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

/** What becomes someone’s because somebody else is done was given to them by the job, and by nobody now. */
const givenBy = ({ event, who }: InJob) => (event.type === 'job.task-completed' ? undefined : who);

function sayAssigned(lines: readonly [string, Line][], happened: InJob): string {
  const who = givenBy(happened);
  const isOne = lines.length === 1;
  const what = isOne ? taskIn(lines[0]![1], happened) : `${lines.length} tasks of ${jobIn(happened)}`;
  return who === undefined ? `${what} ${isOne ? 'is' : 'are'} yours` : `${who} gave you ${what}`;
}

const sayLeads = (happened: InJob) =>
  happened.who === undefined
    ? `You lead ${jobIn(happened)}`
    : `${happened.who} gave you the lead of ${jobIn(happened)}`;

const assigned: Rule = (happened) => {
  const { event, job } = happened;
  const byPerson = grouped(given(happened), ([, { who }]) => who!);
  const lead = after(changeOf(event, 'JOB', 'leadId'));
  const answers = lead !== undefined && lead === job.leadId ? [job.leadId] : [];
  return [
    ...[...byPerson].map(([to, lines]): Draft => {
      const [[taskId, { due }]] = lines as [[string, Line]];
      const one = lines.length === 1 ? { taskId, ...(due !== undefined && { due }) } : {};
      return { to, kind: 'assigned', says: sayAssigned(lines, happened), ...one };
    }),
    ...answers
      .filter((to) => !byPerson.has(to))
      .map((to): Draft => ({ to, kind: 'assigned', says: sayLeads(happened) })),
  ];
};

const commented: Rule = (happened) => {
  const { event, job, who = 'Someone' } = happened;
  const mentioned = new Set(
    changedOf(event, 'COMMENT#').flatMap(([, { mentions }]) => (after(mentions) as string[] | undefined) ?? []),
  );
  const watching = (job.watchers ?? []).filter((id) => !mentioned.has(id));
  return [
    ...[...mentioned].map((to): Draft => ({
      to,
      kind: 'mentioned',
      says: `${who} named you in a comment on ${jobIn(happened)}`,
    })),
    ...watching.map((to): Draft => ({ to, kind: 'watched', says: `${who} commented on ${jobIn(happened)}` })),
  ];
};

/** The tasks that someone finished or left out. */
const finishedIn = (event: Event): string[] =>
  changedOf(event, 'TASK#')
    .filter(([, { status }]) => after(status) === 'done' || after(status) === 'skipped')
    .map(([id]) => id);

/** By which references others wait for what this event brought to its end. */
function endedIn({ event, schedule }: InJob): Set<string> {
  const finished = finishedIn(event);
  const dropped = Object.keys(schedule.lines).filter(
    (id) => after(changeOf(event, 'SCHEDULE', `status ${id}`)) === 'dormant',
  );
  const [had, has] = changeOf(event, 'JOB', 'facts') ?? [];
  const facts = Object.keys(has ?? {}).filter((fact) => !Object.hasOwn(had ?? {}, fact));
  const ids = [...finished, ...dropped];
  return new Set([...ids, ...ids.flatMap((id) => schedule.lines[id]?.key ?? []), ...facts]);
}

const does: Readonly<Record<string, string>> = { 'job.task-completed': 'finished', 'job.task-skipped': 'left out' };

/** Who did what, so that others can go on. */
function sayWhy({ event, schedule, who }: InJob): string {
  const [id] = finishedIn(event);
  const title = id === undefined ? undefined : schedule.lines[id]?.title;
  const did = does[event.type];
  return who === undefined || title === undefined || did === undefined ? '' : `: ${who} ${did} ${named(title)}`;
}

const unblocked: Rule = (happened) => {
  const { schedule } = happened;
  const ended = endedIn(happened);
  const why = sayWhy(happened);
  return openLines(schedule).flatMap(([taskId, line]): Draft[] => {
    const waited = line.after?.some((ref) => ended.has(ref)) ?? false;
    if (!waited || line.who === undefined || line.auto || blockersOfTask(schedule, taskId).length > 0) return [];
    const due = line.due === undefined ? {} : { due: line.due };
    return [{ to: line.who, kind: 'unblocked', says: `${taskIn(line, happened)} can go on${why}`, taskId, ...due }];
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

const noteRaised: Rule = (happened) => {
  const { event, schedule, who = 'Someone' } = happened;
  return changedOf(event, 'REVIEW#').flatMap(([, fields]) => {
    const taskId = after(fields.taskId) as string | undefined;
    const line = taskId === undefined ? undefined : schedule.lines[taskId];
    if (taskId === undefined || !line) return [];
    const says = `${who} wrote a review note on ${taskIn(line, happened)}`;
    return workersOf(taskId, schedule).map((to): Draft => ({ to, kind: 'returned', says, taskId }));
  });
};

const noteAnswered: Rule = (happened) =>
  happened.notes.map(({ raisedBy, taskId }): Draft => ({
    to: raisedBy,
    kind: 'answered',
    says: `${happened.who ?? 'Someone'} answered your review note on ${jobIn(happened)}`,
    taskId,
  }));

const sentBack: Rule = (happened) => {
  const { event, schedule, who } = happened;
  return changedOf(event, 'TASK#').flatMap(([taskId, { status }]): Draft[] => {
    const line = schedule.lines[taskId];
    if (status === undefined || !line?.who || after(status) === 'done') return [];
    const task = taskIn(line, happened);
    const says = who === undefined ? `${task} came back from review` : `${who} sent ${task} back from review`;
    return [{ to: line.who, kind: 'returned', says, taskId }];
  });
};

const whoLeads = ({ leadId, people = [] }: Job): string[] =>
  leadId !== undefined ? [leadId] : people.filter(({ role }) => role === 'lead').map(({ memberId }) => memberId);

const stepFailed: Rule = (happened) => {
  const { event, job, schedule } = happened;
  return changedOf(event, 'TASK#').flatMap(([taskId, { failure }]): Draft[] => {
    const line = schedule.lines[taskId];
    const failed = after(failure) as { cause?: string } | undefined;
    if (!line || failed === undefined) return [];
    const people = line.who === undefined ? whoLeads(job) : [line.who];
    const says = `${taskIn(line, happened)} could not run by itself${because(failed.cause)}`;
    return people.map((to) => ({ to, kind: 'failed-step', says, taskId }));
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
