import * as z from 'zod';
import { Key, Line, RuleText, WhenText } from './texts.ts';

/** What a step does by itself. Those of later issues mark themselves as asked, and a person records them as done. */
export const AutoKind = z.enum([
  'send-mail',
  'send-request',
  'send-letter',
  'send-trust-request',
  'draft-invoice',
  'start-template',
  'start-engagement',
  'carry-hours',
  'open-matter',
  'conflict-search',
  'create-task',
  'assign',
  'set-tag',
  'set-field',
  'change-status',
  'wait-for-job',
  'wait-until',
  'webhook',
]);
export type AutoKind = z.output<typeof AutoKind>;

const Minutes = z.int().min(0).max(60_000);
export const MinutesWhen = z.strictObject({ when: WhenText, minutes: Minutes });

/** What must be finished first: a task, `request.<key>`, `letter.signed`, `trust.received`, or a task of another job. */
const Ref = z
  .string()
  .max(160)
  .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, 'A task’s key, or as request.documents, letter.signed, job.related.k1-out');

const Field = z
  .string()
  .max(80)
  .regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/, 'A field, as in job.depositsTimely');

const Link = z.strictObject({ title: Line(120), url: z.url({ protocol: /^https?$/ }).max(500) });

/** The parameters of steps that run by themselves; which of them a step takes, `lint` knows. */
const parameters = {
  mail: Key.optional(),
  request: Key.optional(),
  letter: Key.optional(),
  template: Key.optional(),
  /** What is invoiced, as in `engagement.CLOSE`; or a share of it. */
  fee: Line(80).optional(),
  percent: z.int().min(1).max(100).optional(),
  /** Of a trust request. */
  amount: Line(80).optional(),
  /** The tasks that are given to the step's role. */
  tasks: z.array(Key).min(1).max(100).optional(),
  tag: Line(40).optional(),
  /** The tag goes instead of being set. */
  removes: z.boolean().optional(),
  value: z.union([Line(200), z.number(), z.boolean()]).optional(),
  status: z.enum(['ready', 'active', 'waiting-client', 'waiting-third-party', 'review']).optional(),
  /** The job that is waited for: as an `after` of another job, or the task that started it. */
  job: Ref.optional(),
  until: RuleText.optional(),
  url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
};

/** One task of a template, in the words of its YAML. */
export const TemplateTask = z
  .strictObject({
    key: Key,
    /** A pattern. */
    title: Line(300),
    instructions: z.string().trim().min(1).max(4000).optional(),
    links: z.array(Link).max(10).optional(),
    role: Key.optional(),
    /** Minutes, or what is left of the budget. */
    est: z.union([Minutes, z.literal('remaining')], 'Minutes, or remaining').optional(),
    estWhen: z.array(MinutesWhen).max(10).optional(),
    checklist: z.array(Line(300)).max(50).optional(),
    priority: z.enum(['high', 'normal', 'low']).optional(),
    after: z.array(Ref).max(50).optional(),
    /** Nobody passes it; any other order is passed with a reason. */
    gate: z.boolean().optional(),
    due: RuleText.optional(),
    when: WhenText.optional(),
    /** Repeats the task over a list. */
    each: Line(60).optional(),
    /** Approves another task; who has the role `notSameAs` may not also approve. */
    review: z.strictObject({ of: Key, notSameAs: Key.optional() }).optional(),
    auto: AutoKind.optional(),
    /** Prepares what is to be sent, and waits for one click. */
    holdForPerson: z.boolean().optional(),
    waitsFor: z.literal('third-party').optional(),
    action: z.literal('extend-deadline').optional(),
    /** What whoever completes it has to enter. */
    records: z.array(Field).min(1).max(20).optional(),
    setsField: Field.optional(),
    sends: Key.optional(),
    ...parameters,
  })
  .meta({ id: 'TemplateTask' });
export type TemplateTask = z.output<typeof TemplateTask>;
