import fc from 'fast-check';
import { rolls } from '../../../shared/dates/calendar.ts';
import { type DueRule, NamedCalendar, units } from '../../../functions/templates/due-rule.ts';

const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/);

const anchor = fc.oneof(
  fc.constantFrom('job.start', 'job.due', 'period.start', 'period.end', 'deadline', 'payDate', 'today'),
  fc.constantFrom('request.sent', 'letter.signed', 'invoice.paid', 'trust.received', 'week.friday', 'meeting.date'),
  fc.constantFrom('deadline(us-941)', 'deadline(sales-tax)'),
  fc
    .tuple(
      key.filter((task) => task !== 'job' && task !== 'period'),
      fc.constantFrom('done', 'due'),
    )
    .map((parts) => parts.join('.')),
  fc.tuple(key, fc.constantFrom('done', 'sent')).map(([request, what]) => `request.${request}.${what}`),
);

const offset = fc.record(
  {
    n: fc.integer({ min: -1000, max: 1000 }),
    unit: fc.constantFrom(...units),
    calendar: fc.constantFrom(...NamedCalendar.options),
  },
  { requiredKeys: ['n', 'unit'] },
);

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** Any rule that can be written. */
export const anyRule: fc.Arbitrary<DueRule> = fc
  .record(
    {
      anchor,
      offset,
      roll: fc.constantFrom(...rolls),
      day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
      at: time,
    },
    { requiredKeys: ['anchor'] },
  )
  .filter(({ day, offset: by }) => day === undefined || !by || ['month', 'quarter', 'year'].includes(by.unit));
