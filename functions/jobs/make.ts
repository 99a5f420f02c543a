import type { CivilDate } from '../../shared/dates/civil-date.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Client } from '../clients/client.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { Service } from '../engagements/service.ts';
import type { JobPeriod } from '../recurrence/rhythm.ts';
import { isAboutClient, parseCondition } from '../templates/condition.ts';
import type { TemplateTask } from '../templates/task.ts';
import { type TemplateContent } from '../templates/template.ts';
import { autoOf, holdOf } from './auto-of.ts';
import type { Assigned } from './dating.ts';
import type { Deadline } from './deadline.ts';
import { absentAnchor } from './detour.ts';
import { membersOf, type OneOf } from './each.ts';
import { appliesTo, type ClientFacts, firstThat } from './for-client.ts';
import type { Job } from './job.ts';
import type { K1Source } from './k1-sources.ts';
import { peopleFor, type Team, whoHas, withPeople } from './people.ts';
import { refsFor } from './related.ts';
import type { Task } from './task.ts';
import { type Spoken, worded } from './words.ts';

/** Everything that a job is made of. */
export type Making = {
  id: string;
  template: { id: string; key: string; version: number };
  content: TemplateContent;
  client: Client | undefined;
  engagement?: Engagement | undefined;
  service?: Service | undefined;
  seriesId?: string | undefined;
  /** Who has a role here whoever has it otherwise, by role. */
  peopleHere?: Readonly<Record<string, string>> | undefined;
  /** Codes of the services of the client's running engagements. */
  services: readonly string[];
  firmRoles: Team['firm'];
  k1Sources: readonly K1Source[];
  period: JobPeriod | undefined;
  neighbour: Spoken['neighbour'];
  startOn: CivilDate;
  deadline: Deadline | undefined;
  given: Readonly<Record<string, string>>;
  leadId?: string | undefined;
  by: string;
  now: string;
  today: CivilDate;
  newId: NewId;
};

const clip = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const spokenOf = ({ client, engagement, period, neighbour, content, given, today }: Making): Spoken => ({
  client,
  engagement,
  period,
  neighbour,
  settings: content.settings ?? {},
  given,
  today,
});

const factsOf = ({ client, services, period, startOn }: Making): ClientFacts => ({ client, services, period, startOn });

/** What a condition about the client decides now; one about the work stays with the task. */
function settledWhen(facts: ClientFacts, when: string | undefined): { isThere: boolean; when?: string } {
  if (when === undefined) return { isThere: true };
  const condition = parseCondition(when);
  if (isAboutClient(condition)) return { isThere: appliesTo(facts, condition) === true };
  return appliesTo(facts, condition) === false ? { isThere: false } : { isThere: true, when };
}

const estimateOf = ({ est, estWhen }: TemplateTask, facts: ClientFacts): number | undefined =>
  firstThat(facts, estWhen)?.minutes ?? (typeof est === 'number' ? est : undefined);

type Placed = { planned: TemplateTask; section: string; one?: OneOf };

/** The tasks that are there for this client, each as often as its list has members. */
function placed(making: Making): Placed[] {
  const facts = factsOf(making);
  const lists = { ...facts, k1Sources: making.k1Sources };
  return making.content.sections.flatMap(({ name: section, tasks }) =>
    tasks.flatMap((planned): Placed[] => {
      if (!settledWhen(facts, planned.when).isThere) return [];
      const members = planned.each === undefined ? undefined : membersOf(planned.each, lists);
      return members ? members.map((one) => ({ planned, section, one })) : [{ planned, section }];
    }),
  );
}

/** What is not there for this client counts as finished, and so does a request that nobody sends. */
function present(after: readonly string[] = [], all: readonly Placed[], requests: ReadonlySet<string>): string[] {
  const keys = new Set(all.map(({ planned }) => planned.key));
  const isOutside = (ref: string) => ref.includes('.');
  return after.filter((ref) => {
    const request = /^request\.(.+)$/.exec(ref)?.[1];
    if (request !== undefined) return requests.has(request);
    return isOutside(ref) || keys.has(ref);
  });
}

function taskOf(
  making: Making,
  { planned, section, one }: Placed,
  position: number,
  { after, absent }: Pick<Task, 'absent'> & { after: string[] },
): Task {
  const { id: jobId, client, newId, now } = making;
  const facts = factsOf(making);
  const { when } = settledWhen(facts, planned.when);
  const estimate = estimateOf(planned, facts);
  return {
    id: newId('task'),
    jobId,
    ...(client && { clientId: client.id }),
    key: planned.key,
    section,
    position,
    title: clip(worded(planned.title, spokenOf(making), one?.fields), 200),
    ...(planned.instructions !== undefined && { instructions: planned.instructions }),
    ...(planned.links && { links: planned.links }),
    ...(planned.role !== undefined && { role: planned.role }),
    ...(estimate !== undefined && { estMinutes: estimate }),
    ...(planned.priority !== undefined && { priority: planned.priority }),
    ...(planned.checklist && { checklist: planned.checklist.map((text) => ({ text })) }),
    ...(after.length > 0 && { after }),
    ...(planned.gate && { gate: true }),
    ...(planned.due !== undefined && { dueRule: planned.due }),
    ...(absent && { absent }),
    ...(one?.days && { days: one.days }),
    ...(when !== undefined && { when }),
    ...(planned.review && { review: planned.review }),
    ...autoOf(planned),
    ...holdOf(planned),
    ...(planned.waitsFor && { waitsForThirdParty: true }),
    ...(planned.action && { action: planned.action }),
    ...(planned.records && { records: planned.records }),
    ...(planned.setsField !== undefined && {
      records: [...(planned.records ?? []), planned.setsField.replace(/^job\./, '')],
    }),
    status: 'open',
    createdAt: now,
  };
}

function budgetOf({ content, service }: Making, facts: ClientFacts): number | undefined {
  if (service?.budgetMinutes !== undefined) return service.budgetMinutes;
  const special = firstThat(facts, content.budgetWhen)?.minutes;
  return special ?? (typeof content.budgetMinutes === 'number' ? content.budgetMinutes : undefined);
}

/** A job of a template for a client: its tasks, who does them, and nothing of what does not concern this client. */
export function fromTemplate(making: Making): { job: Job; tasks: Task[]; assigned: Assigned } {
  const { id, content, client, period, startOn, deadline, template, engagement, service, now, today, by } = making;
  const team = { client, firm: making.firmRoles, service };
  const people = withPeople(peopleFor(team, content.roles), making.peopleHere);
  const all = placed(making);
  const requests = new Set(all.flatMap(({ planned }) => planned.request ?? []));
  const keys = new Set(all.map(({ planned }) => planned.key));
  const tasks = all.map((one, position) => {
    const after = refsFor(one.one?.relatedId, present(one.planned.after, all, requests));
    return taskOf(making, one, position, {
      after,
      absent: absentAnchor(one.planned.due, content, (key) => keys.has(key)),
    });
  });
  const budgetMinutes = budgetOf(making, factsOf(making));
  const leadId = making.leadId ?? whoHas(peopleFor(team, { lead: 'client.lead' }), 'lead') ?? client?.responsible;
  const job: Job = {
    id,
    ...(client && { clientId: client.id }),
    title: clip(worded(content.title, spokenOf(making)), 200),
    template,
    ...(making.seriesId !== undefined && { seriesId: making.seriesId }),
    ...(engagement && { engagementId: engagement.id }),
    ...(service && { serviceId: service.id }),
    ...(period && { period }),
    startOn,
    dueRule: content.due,
    ...(deadline && { deadline }),
    ...(leadId !== undefined && { leadId }),
    ...(people.length > 0 && { people }),
    status: 'planned',
    since: now,
    ...(budgetMinutes !== undefined && { budgetMinutes }),
    ...(content.settings && { settings: content.settings }),
    createdAt: now,
    createdOn: today,
    createdBy: by,
  };
  const assigned = Object.fromEntries(
    tasks.flatMap(({ id: taskId, role, auto }) => {
      const memberId = auto && role === undefined ? undefined : whoHas(people, role);
      return memberId === undefined ? [] : [[taskId, memberId] as const];
    }),
  );
  return { job, tasks, assigned };
}
