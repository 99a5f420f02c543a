import { randomUUID } from 'node:crypto';

/** What SendTaskSuccess or SendTaskFailure said. */
export type TokenOutcome = { output: string } | { error: string; cause: string };

/** A task token says whose it is, so that a token without a row is known as one whose task is over. */
export function issueToken(execution: number, path: string): string {
  return Buffer.from(JSON.stringify([execution, path, randomUUID()])).toString('base64url');
}

/** The execution a token was issued for; undefined when it is no token of this engine. */
export function executionOf(token: string): number | undefined {
  try {
    const content = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown;
    const isToken = Array.isArray(content) && content.length === 3 && typeof content[0] === 'number';
    return isToken ? (content[0] as number) : undefined;
  } catch {
    return undefined;
  }
}
