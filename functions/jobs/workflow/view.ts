import * as z from 'zod';
import { civilDateAt, type TimeZone, wallTimeAt } from '../../../shared/dates/zone.ts';
import { Id } from '../../../shared/ids.ts';
import { type Firm, sendingOf } from '../../firm/firm.ts';
import { mailWaitsUntil } from '../../firm/mail-hours.ts';
import { datingOf } from '../acting.ts';
import { isDrafted } from '../by-letter.ts';
import { isOver, type Job } from '../job.ts';
import { openLines, type Schedule } from '../schedule.ts';
import { blockersOfTask, isTheClients } from '../standing.ts';
import type { Task } from '../task.ts';
import { nameOfRun } from './machine.ts';
import { stepsForHour } from './ready.ts';
import type { Workflow } from './record.ts';

const OfTask = z.object({ taskId: Id('task'), title: z.string() });

/** How a job goes on by itself, in words that people read. */
export const WorkflowView = z
  .object({
    /** `starting`: its execution is about to begin. `working`: it is at work this moment. */
    state: z.enum(['starting', 'working', 'waiting', 'ended']),
    /** “Waiting for the client since 3 November 2026; looks again on 5 November 2026.” */
    says: z.string(),
    waitingFor: z.array(z.string()),
    since: z.iso.datetime(),
    /** When it goes on though nothing has happened. */
    wakesAt: z.iso.datetime().optional(),
    failed: z.array(OfTask.extend({ error: z.string(), at: z.iso.datetime() })),
    /** Mail that is due, and leaves when the firm’s hours for mail begin. */
    sends: z.array(OfTask.extend({ at: z.iso.datetime() })),
    /** Prepared, and waiting for someone to let them go, or to send the letter that was drafted. */
    held: z.array(OfTask),
    /** Asked of someone; a person records how it ended. */
    asked: z.array(OfTask),
    execution: z.string().optional(),
  })
  .meta({ id: 'JobWorkflow' });

const inWords = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

const quoted = (title: string) => `“${title}”`;

/** What is up next, or stands in the way of everything that is left. */
function waitingFor(schedule: Schedule): string[] {
  const open = openLines(schedule).map(([id, line]) => ({ line, blockers: blockersOfTask(schedule, id) }));
  const next = open.filter(({ blockers }) => blockers.length === 0).map(({ line }) => quoted(line.title));
  const outside = open.flatMap(({ blockers }) =>
    blockers.filter(({ after }) => isTheClients(after) || after.startsWith('job.')).map(({ says }) => says),
  );
  return [...new Set([...next, ...outside])].slice(0, 20);
}

const party: Partial<Record<Job['status'], string>> = {
  planned: 'its day',
  'waiting-client': 'the client',
  'waiting-third-party': 'someone outside',
};

function stateOf(job: Job, workflow: Workflow | undefined, now: string) {
  if (workflow?.state === 'due') return 'starting' as const;
  if (!workflow || workflow.state === 'ended' || isOver(job)) return 'ended' as const;
  return workflow.token !== undefined && (workflow.wakeAt ?? '') > now ? ('waiting' as const) : ('working' as const);
}

type View = z.output<typeof WorkflowView>;
type Said = Pick<View, 'state' | 'wakesAt' | 'waitingFor' | 'sends'> & { zone: TimeZone };

function says(job: Job, { state, wakesAt, waitingFor: up, sends, zone }: Said) {
  const day = (instant: string) => inWords(civilDateAt(instant, zone));
  if (state === 'ended')
    return isOver(job) ? `Ended on ${day(job.endedAt ?? job.since)}` : 'It does not go on by itself';
  if (state === 'starting') return 'About to begin';
  if (state === 'working') return 'At work';
  const looks = wakesAt === undefined ? '' : `; looks again on ${day(wakesAt)}`;
  const [mail] = sends;
  if (mail && up.every((one) => sends.some(({ title }) => one === quoted(title))))
    return `Sends on ${day(mail.at)} at ${wallTimeAt(mail.at, zone)}`;
  const goesOn = mail ? `; sends on ${day(mail.at)} at ${wallTimeAt(mail.at, zone)}` : looks;
  const who = party[job.status] ?? 'someone of the firm';
  return `Waiting for ${job.status === 'waiting-third-party' ? (job.waitsFor ?? who) : who} since ${day(job.since)}${goesOn}`;
}

type Shown = { job: Job; tasks: readonly Task[]; schedule: Schedule };
type Seen = { workflow: Workflow | undefined; now: string; firm: Firm };

/** Mail that only the hour keeps back, and when it leaves. */
function sendsOf(shown: Shown, { now, firm }: Pick<Seen, 'now' | 'firm'>): View['sends'] {
  const at = mailWaitsUntil(sendingOf(firm), now);
  if (at === undefined) return [];
  const steps = stepsForHour({ ...shown, dating: datingOf(firm, now), mailWaitsUntil: at });
  return steps.map(({ id, title }) => ({ taskId: id, title, at }));
}

export function viewWorkflow({ job, tasks, schedule }: Shown, { workflow, now, firm }: Seen): View {
  const state = stateOf(job, workflow, now);
  const wakesAt = state === 'waiting' ? workflow?.wakeAt : undefined;
  const sends = state === 'ended' ? [] : sendsOf({ job, tasks, schedule }, { now, firm });
  const up = state === 'ended' ? [] : waitingFor(schedule);
  const line = ({ id, title }: Task) => ({ taskId: id, title });
  const open = isOver(job) ? [] : tasks.filter(({ id }) => openLines(schedule).some(([taskId]) => taskId === id));
  return {
    state,
    says: says(job, { state, wakesAt, waitingFor: up, sends, zone: firm.timeZone }),
    waitingFor: up,
    since: job.since,
    ...(wakesAt !== undefined && { wakesAt }),
    failed: open.flatMap((task) =>
      task.failure ? [{ ...line(task), error: task.failure.cause, at: task.failure.at }] : [],
    ),
    sends,
    held: open.filter((task) => (task.auto && task.hold) || isDrafted(task)).map(line),
    asked: open.filter(({ status }) => status === 'asked').map(line),
    ...(workflow && workflow.run > 0 && { execution: nameOfRun(job.id, workflow.run) }),
  };
}
