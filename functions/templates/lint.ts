import { error, type Fault, warning } from './fault.ts';
import { lintDates, type ReadRule } from './lint-dates.ts';
import { lintOrder } from './lint-order.ts';
import { type Known, lintSteps } from './lint-steps.ts';
import { lintTasks } from './lint-tasks.ts';
import { lintWords, type ReadPattern } from './lint-words.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { TemplateTask } from './task.ts';
import type { TemplateContent } from './template.ts';

export type Reading = { rule: ReadRule; pattern: ReadPattern };

/** Budgets are round numbers: a few minutes over are none. */
const tolerance = 1.05;

/** What every job of the template takes: tasks that only some have are left out. */
const minutesOf = (tasks: readonly TemplateTask[]): number =>
  tasks.reduce((sum, { est, when }) => sum + (when === undefined && typeof est === 'number' ? est : 0), 0);

function lintMinutes({ content, tasks }: Subject): Fault[] {
  const { budgetMinutes, setupTargetMinutes, sections } = content;
  const all = minutesOf(tasks.map(({ task }) => task));
  const setup = minutesOf(sections[0]!.tasks);
  return [
    ...(typeof budgetMinutes === 'number' && all > budgetMinutes * tolerance
      ? [warning('budgetMinutes', `The estimates come to ${all} minutes, the budget is ${budgetMinutes}`)]
      : []),
    ...(setupTargetMinutes !== undefined && setup > setupTargetMinutes
      ? [
          warning(
            'setupTargetMinutes',
            `“${sections[0]!.name}” comes to ${setup} minutes, its target is ${setupTargetMinutes}`,
          ),
        ]
      : []),
  ];
}

/** What is billed when, and until what. */
function lintBilling({ content, byKey }: Subject): Fault[] {
  const until = content.billing?.nonBillableUntil;
  const milestones = content.settings?.milestones;
  const faults =
    until === undefined || byKey.has(until) ? [] : [error('billing.nonBillableUntil', `There is no task ${until}`)];
  if (!Array.isArray(milestones)) return faults;
  const parts = milestones.filter((one) => typeof one === 'object');
  const percent = parts.reduce((sum, one) => sum + one.percent, 0);
  return [
    ...faults,
    ...parts.flatMap(({ at }, i) =>
      byKey.has(at) || at === 'letter.signed' ? [] : [error(`settings.milestones.${i}.at`, `There is no task ${at}`)],
    ),
    ...(percent === 100 ? [] : [warning('settings.milestones', `The milestones come to ${percent} %`)]),
  ];
}

/** Everything that is wrong with a template, errors first. */
export function lint(content: TemplateContent, reading: Reading, known: Known = {}): Fault[] {
  const subject = subjectOf(content);
  const faults = [
    ...lintTasks(subject),
    ...lintSteps(subject, known),
    ...lintOrder(subject),
    ...lintDates(subject, reading.rule, known),
    ...lintWords(subject, reading.pattern),
    ...lintMinutes(subject),
    ...lintBilling(subject),
  ];
  return faults.toSorted((a, b) => Number(a.weight === 'warning') - Number(b.weight === 'warning'));
}
