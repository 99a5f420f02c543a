import * as z from 'zod';
import { DomainError, type Issue, statuses } from '../errors.ts';

export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details; docs/problems.md has a section for each type' });
export type Problem = z.output<typeof Problem>;

const title = (code: string) => code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** Names every wrong field, also the unknown ones, by the way to it. */
export function issuesOf(error: z.ZodError, within: string): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = [within, ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: `${path}.${key}`, message: 'There is no such field' }));
    return [{ path, message: issue.message }];
  });
}

/** The one place where failures become HTTP. Anything unknown is a 500 that says nothing. */
export function toProblem(error: unknown, instance: string): Problem {
  if (error instanceof DomainError)
    return {
      type: `/problems/${error.code}`,
      title: title(error.code),
      status: statuses[error.code],
      detail: error.message,
      instance,
      ...error.details,
    };
  return { type: 'about:blank', title: 'Internal error', status: 500, instance };
}
