import * as z from 'zod';
import { rolls } from '../../shared/dates/calendar.ts';
import { Profession } from '../firm/words.ts';
import { TemplateRequest } from './request.ts';
import { MinutesWhen, TemplateTask } from './task.ts';
import { Key, Line, RuleText } from './texts.ts';

/** What a job stands for. A payroll's periods end before their pay date; sales tax runs as the client's state wants it. */
export const PeriodKind = z.enum([
  'none',
  'week',
  'two-weeks',
  'semi-month',
  'month',
  'quarter',
  'half-year',
  'calendar-year',
  'fiscal-year',
  'payroll',
  'client.salesTaxFrequency',
]);

/** Who fills a role: someone's part in the work for the client, or whom the firm, the matter or the engagement names. */
const RoleSource = z
  .string()
  .max(80)
  .regex(
    /^(?:client\.(?:lead|manager|partner|contact)|(?:firm|matter|engagement)\.[a-z][A-Za-z0-9-]*)$/,
    'As in client.lead, client.manager, client.partner, firm.coordinator, matter.responsible',
  );

const Milestone = z.strictObject({ at: Line(120), percent: z.int().min(1).max(100) });
const Setting = z.union(
  [z.number(), z.boolean(), Line(200), z.array(z.number()).max(20), z.array(Milestone).max(20)],
  'A number, a text, a list of numbers, or milestones: a list of at and percent',
);
const SettingName = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/);

const Billing = z.strictObject({
  fee: Line(80).optional(),
  when: z.enum(['first-of-month-in-advance', 'on-completion', 'on-delivery', 'on-signature', 'milestones']).optional(),
  /** The fee of another service covers it. */
  included: Line(80).optional(),
  /** Time before this task is done is not billed. */
  nonBillableUntil: Key.optional(),
  optional: z.boolean().optional(),
});

const Section = z.strictObject({ name: Line(120), tasks: z.array(TemplateTask).max(300) });

export const most = { tasks: 1000, sections: 40, requests: 40, bytes: 200_000 };
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** What a template says: the parsed YAML, in the same words. Whether it holds together, `lint` says. */
export const TemplateContent = z
  .strictObject({
    key: Key,
    name: Line(120),
    for: z.array(Profession).min(1).max(4),
    /** A pattern. */
    title: Line(300),
    period: PeriodKind.optional(),
    payDate: z.strictObject({ roll: z.enum(rolls), calendar: z.enum(['us-banking', 'us-dc', 'firm']) }).optional(),
    start: RuleText,
    due: RuleText,
    /** `none`, the key of a date of law, a due rule, or `engagement.contractEnd`. */
    deadline: RuleText,
    extension: z.strictObject({ form: Line(40), to: Key }).optional(),
    budgetMinutes: z
      .union(
        [
          z.int().min(0).max(600_000),
          z
            .string()
            .max(80)
            .regex(/^engagement\.[a-z][A-Za-z0-9]*$/),
        ],
        'Minutes, or as in engagement.budgetMinutes',
      )
      .optional(),
    budgetWhen: z.array(MinutesWhen).max(10).optional(),
    /** The staff's estimates of the first section come to this. */
    setupTargetMinutes: z.int().min(1).max(6000).optional(),
    roles: z.record(Key, RoleSource).refine((roles) => Object.keys(roles).length <= 20, 'At most 20 roles'),
    settings: z
      .record(SettingName, Setting)
      .refine((settings) => Object.keys(settings).length <= 30, 'At most 30 settings')
      .optional(),
    sections: z.array(Section).min(1).max(most.sections),
    requests: z.array(TemplateRequest).max(most.requests).optional(),
    billing: Billing.optional(),
  })
  .superRefine((content, context) => {
    const tasks = tasksOf(content).length;
    if (tasks === 0 || tasks > most.tasks)
      context.addIssue({
        code: 'custom',
        path: ['sections'],
        message: tasks === 0 ? 'A template has a task at least' : `${tasks} tasks; at most ${most.tasks} are taken`,
      });
    if (bytesOf(content) > most.bytes)
      context.addIssue({ code: 'custom', message: `This template is over ${most.bytes} bytes; take something away` });
  })
  .meta({ id: 'TemplateContent' });
export type TemplateContent = z.output<typeof TemplateContent>;

/** Every task in its order. */
export const tasksOf = ({ sections }: Pick<TemplateContent, 'sections'>): TemplateTask[] =>
  sections.flatMap(({ tasks }) => tasks);
