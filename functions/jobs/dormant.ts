import type { Atom } from '../templates/atom.ts';
import { holds, parseCondition } from '../templates/condition.ts';
import type { Dated, Dating } from './dating.ts';
import type { Fields, Job } from './job.ts';
import { isFinished, type Task } from './task.ts';

/** Whether a condition about the work holds; unknown while nobody has said what it asks for. */
const atomHolds =
  ({ fields = {} }: Job, tasks: readonly Task[], { hasNotes = false }: Dating, isDue: boolean) =>
  (atom: Atom): boolean | undefined => {
    switch (atom.is) {
      case 'done': {
        const isDone = tasks.filter(({ key }) => key === atom.task).every(isFinished);
        // Whether it is late shows on the day of the task that is there for when it is.
        return isDone || (isDue ? false : undefined);
      }
      case 'notes':
        return hasNotes;
      case 'field':
        return sameAs(fields[atom.field], atom.value);
      case 'answer':
        return sameAs(fields[`${atom.request}.${atom.item}`], atom.value);
      case 'over': {
        const value = fields[atom.field];
        return typeof value === 'number' ? value > atom.n : undefined;
      }
      case 'flag': {
        const value = fields[atom.phrase];
        return value === undefined ? undefined : value === true;
      }
      // What is about the client was settled when the job was made.
      case 'tag':
      case 'service':
      case 'kind':
      case 'first-year':
      case 'period':
        return undefined;
    }
  };

const words: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

function sameAs(value: Fields[string] | undefined, wanted: string): boolean | undefined {
  if (value === undefined) return undefined;
  const text = String(value).toLowerCase();
  return text === wanted.toLowerCase() || words[text] === wanted.toLowerCase();
}

/**
 * A task is dormant while its condition does not hold, or is not known to, and once the template lacks it; a gate waits
 * for the answer.
 */
export function isDormant(job: Job, tasks: readonly Task[], task: Task, dated: Dated, dating: Dating): boolean {
  if (task.removedAt !== undefined) return true;
  if (task.when === undefined || task.status !== 'open') return false;
  const isDue = dated.on === undefined || dated.on <= dating.today;
  const answer = holds(parseCondition(task.when), atomHolds(job, tasks, dating, isDue));
  return answer === false || (answer === undefined && !task.gate);
}
