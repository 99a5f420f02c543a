import { broken } from '../../shared/errors.ts';
import { deadlineKeys } from '../deadlines/dates-of-law.ts';
import { parseDueRule } from './due-rule.ts';
import type { Fault } from './fault.ts';
import { lint } from './lint.ts';
import type { Known } from './lint-steps.ts';
import { fieldsOf, parsePattern } from './pattern.ts';
import type { TemplateContent } from './template.ts';

const reading = { rule: parseDueRule, pattern: (text: string) => fieldsOf(parsePattern(text)) };
const deadlines = new Set<string>(deadlineKeys);

/** What is wrong with a template, by the rules, patterns and dates of law that jobs go by. */
export const check = (content: TemplateContent, known: Known = {}): Fault[] =>
  lint(content, reading, { deadlines, ...known });

/** Refuses to publish what no job could be made of, and answers what it may be worth to look at. */
export function publishable(content: TemplateContent, known: Known = {}): Fault[] {
  const faults = check(content, known);
  const errors = faults.filter(({ weight }) => weight === 'error');
  if (errors.length === 0) return faults;
  const issues = errors.map(({ path, message }) => ({ path: `content.${path}`, message }));
  throw broken(
    `No job could be made of this template: ${issues.length === 1 ? issues[0]!.message : `${issues.length} things are wrong with it`}`,
    { issues },
  );
}
