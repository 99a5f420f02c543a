import { error, type Fault, warning } from './fault.ts';
import type { Placed, Subject } from './subject.ts';
import type { AutoKind, TemplateTask } from './task.ts';
import { twice } from './lint-tasks.ts';
import { eachList, eachListNames } from './each.ts';

type Parameter = keyof TemplateTask;

/** What each kind of step needs, one of each group; only those of other kinds are refused. */
const needs: Record<AutoKind, readonly (readonly Parameter[])[]> = {
  'send-mail': [['mail']],
  'send-request': [['request']],
  'send-letter': [['letter']],
  'send-trust-request': [['amount']],
  'draft-invoice': [['fee', 'percent']],
  'start-template': [['template']],
  'start-engagement': [],
  'carry-hours': [],
  'open-matter': [],
  'conflict-search': [],
  'create-task': [['role']],
  assign: [['role'], ['tasks']],
  'set-tag': [['tag']],
  'set-field': [['setsField'], ['value']],
  'change-status': [['status']],
  'wait-for-job': [['job']],
  'wait-until': [['until']],
  webhook: [['url']],
};

/** A task of a person may have these too: what is sent with it, and what it sets. */
const common = new Set<Parameter>(['mail', 'request', 'role', 'setsField']);
const parameters = [...new Set(Object.values(needs).flat(2)), 'removes' as const];

function parametersOf({ path, task }: Placed): Fault[] {
  const needed = task.auto === undefined ? [] : needs[task.auto];
  const missing = needed
    .filter((group) => group.every((name) => task[name] === undefined))
    .map((group) => error(`${path}.${group[0]}`, `${task.auto} needs ${group.join(' or ')}`));
  const taken = new Set<Parameter>([
    ...common,
    ...needed.flat(),
    ...(task.auto === 'set-tag' ? ['removes' as const] : []),
  ]);
  const strange = parameters
    .filter((name) => task[name] !== undefined && !taken.has(name))
    .map((name) => error(`${path}.${name}`, `${task.auto ?? 'A task of a person'} takes no ${name}`));
  return [...missing, ...strange];
}

/** What a step names: another task, another task's job, a mail, a letter. */
export type Known = {
  mails?: ReadonlySet<string>;
  letters?: ReadonlySet<string>;
  deadlines?: ReadonlySet<string>;
};

function namedBy({ byKey, content }: Subject, { path, task }: Placed, known: Known): Fault[] {
  const { mail, letter, request, tasks = [], job } = task;
  const faults: Fault[] = [];
  if (mail !== undefined && known.mails && !known.mails.has(mail))
    faults.push(error(`${path}.mail`, `There is no message template ${mail}`));
  if (letter !== undefined && known.letters && !known.letters.has(letter))
    faults.push(error(`${path}.letter`, `There is no letter ${letter}`));
  if (request !== undefined && !content.requests?.some(({ key }) => key === request))
    faults.push(error(`${path}.request`, `The template has no request ${request}`));
  for (const [i, key] of tasks.entries())
    if (!byKey.has(key)) faults.push(error(`${path}.tasks.${i}`, `There is no task ${key}`));
  const isStarted = job !== undefined && byKey.get(job)?.task.auto === 'start-template';
  if (job !== undefined && !isStarted && !job.startsWith('job.'))
    faults.push(error(`${path}.job`, `No task ${job} starts a job that could be waited for`));
  return faults;
}

function requestsOf({ content: { requests = [] }, tasks }: Subject): Fault[] {
  const placed = requests.map(({ key }, i) => ({ path: `requests.${i}`, key }));
  const unsent = placed.filter(({ key }) => !tasks.some(({ task }) => task.request === key));
  return [
    ...twice(placed, 'request'),
    ...unsent.map(({ path, key }) => warning(path, `No task sends the request ${key}`)),
    ...requests.flatMap(({ items }, i) => {
      const keyed = items.flatMap(({ key }, j) =>
        key === undefined ? [] : [{ path: `requests.${i}.items.${j}`, key }],
      );
      const lists = items.flatMap((item, j) => {
        const each = 'each' in item ? item.each : undefined;
        if (each === undefined || eachList(each)) return [];
        return [
          error(`requests.${i}.items.${j}.each`, `There is no list ${each}; there are ${eachListNames.join(', ')}`),
        ];
      });
      return [...twice(keyed, 'item'), ...lists];
    }),
  ];
}

/** What steps take, what they name, and what is asked of clients. */
export const lintSteps = (subject: Subject, known: Known): Fault[] => [
  ...subject.tasks.flatMap((placed) => [...parametersOf(placed), ...namedBy(subject, placed, known)]),
  ...requestsOf(subject),
];
