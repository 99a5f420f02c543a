import { sayMinutes } from '../../lib/minutes.ts';
import type * as z from 'zod';
import type { TemplateTask as Task } from '../../../../../functions/templates/task.ts';

type TemplateTask = z.output<typeof Task>;

const anchors: Readonly<Record<string, string>> = {
  'job.start': 'the start',
  'job.created': 'the day it is made',
  'period.start': 'the period begins',
  'period.end': 'the period ends',
  payDate: 'pay day',
  deadline: 'the deadline',
  today: 'the day it begins',
  'letter.signed': 'the letter is signed',
};

const units: Readonly<Record<string, readonly [string, string]>> = {
  day: ['day', 'days'],
  bizday: ['business day', 'business days'],
  week: ['week', 'weeks'],
  month: ['month', 'months'],
  quarter: ['quarter', 'quarters'],
  year: ['year', 'years'],
};

function sayAnchor(anchor: string): string {
  const known = anchors[anchor];
  if (known !== undefined) return known;
  const [, of, what, how] = /^(request|task)\.([\w-]+)\.(\w+)$/.exec(anchor) ?? [];
  if (of === 'request') return `“${what}” is ${how === 'sent' ? 'asked' : 'answered'}`;
  if (of === 'task') return `“${what}” is ${how}`;
  return anchor;
}

const rolls: Readonly<Record<string, string>> = {
  following: ', or the next open day',
  preceding: ', or the open day before',
};

const simple =
  /^([\w.-]+)(?:\s+([+-])(\d+) (day|bizday|week|month|quarter|year)(?:\([\w-]+\))?)?(?:\s+roll (following|preceding))?$/;

/** `period.end +10 bizday` as people say it; what does not follow the simple form is given as it stands. */
export function sayRule(rule: string): string {
  const [, anchor, sign, count, unit, roll = ''] = simple.exec(rule) ?? [];
  if (anchor === undefined) return rule;
  const rolled = rolls[roll] ?? '';
  if (count === undefined) return anchor === 'deadline' ? 'on the deadline' : `when ${sayAnchor(anchor)}${rolled}`;
  const [one, many] = units[unit!]!;
  const far = `${count} ${count === '1' ? one : many}`;
  return `${far} ${sign === '+' ? 'after' : 'before'} ${sayAnchor(anchor)}${rolled}`;
}

/** What runs by itself, in a word or a few. */
const autos: Partial<Record<NonNullable<TemplateTask['auto']>, string>> = {
  'send-mail': 'sends a mail',
  'send-request': 'asks the client',
  'send-letter': 'sends a letter',
  'start-template': 'begins another job',
  'start-engagement': 'begins the engagement',
  'draft-invoice': 'drafts an invoice',
  'create-task': 'adds a task',
};

/** Everything about a task but its name, as short clauses. */
export function clausesOf(task: TemplateTask, titleOf: (key: string) => string): string[] {
  const { role, due, after, when, est, gate, review, auto, each } = task;
  return [
    role,
    auto && `by itself: ${autos[auto] ?? auto.replaceAll('-', ' ')}`,
    due && sayRule(due),
    typeof est === 'number' && sayMinutes(est),
    after && `after ${after.map(titleOf).join(', ')}`,
    when && `only if ${when}`,
    each && `once for each of ${each}`,
    review && `reviews ${titleOf(review.of)}`,
    gate && 'nobody passes it',
  ].filter((clause) => typeof clause === 'string');
}
