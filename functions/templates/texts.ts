import * as z from 'zod';

/** What tasks, requests, roles and templates are called by: `rec-bank`. */
export const Key = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Small letters, digits and hyphens, as in rec-bank');

export const Line = (max: number) => z.string().trim().min(1).max(max);

/** `period.end +10 bizday`, `deadline -14 day`: read by `parseDueRule`, which says what is wrong with it. */
export const RuleText = Line(120);

/** `tag retail or restaurant`, `docs-in not done`: read by `parseCondition`. */
export const WhenText = Line(200);
