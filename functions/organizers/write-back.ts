import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { Key } from '../templates/texts.ts';
import type { Into } from './into.ts';
import { type Question, Target } from './question.ts';
import type { Standing } from './standing.ts';
import { Plain, type Said, type Writable, writableAt } from './writable.ts';

/** One field of the record as it is, and as it would be. */
export const WriteBackLine = z
  .object({
    question: z.string(),
    text: z.string(),
    target: Target,
    before: Plain.optional(),
    after: Plain,
    /** Why it cannot be written. */
    problem: z.string().optional(),
  })
  .meta({ id: 'WriteBackLine' });
export type WriteBackLine = z.output<typeof WriteBackLine>;

export const WriteBackPreview = z
  .object({ digest: z.string(), lines: z.array(WriteBackLine) })
  .meta({ id: 'WriteBackPreview' });

/** A line with what it would do. */
export type Change = { line: WriteBackLine; written: (into: Into) => Into };

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'Cannot be written';
  if (!(error instanceof DomainError)) throw error;
  return (error.details.issues as { message: string }[] | undefined)?.[0]?.message ?? error.message;
}

/** What a field would show with this answer in it; or why it does not take it. */
function tried({ shown, written }: Writable, into: Into, said: Said): { after?: Plain | undefined; problem?: string } {
  try {
    return { after: shown(written(into, said)) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

function changeOf({ key, text, writes }: Question, value: Said['value'], into: Into): Change | undefined {
  const writable = writes === undefined ? undefined : writableAt(writes);
  if (writes === undefined || !writable) return undefined;
  const said: Said = { value, text: typeof value === 'string' ? value : value.join(', '), question: text };
  const before = writable.shown(into);
  const { after, problem } = tried(writable, into, said);
  if (problem === undefined && (after === undefined || after === before)) return undefined;
  return {
    line: {
      question: key,
      text,
      target: writes,
      ...(before !== undefined && { before }),
      after: after ?? said.text,
      ...(problem !== undefined && { problem }),
    },
    written: (now) => writable.written(now, said),
  };
}

/** What would change in the record: of what is asked and answered. What is hidden is never written. */
export function changesOf(standings: readonly Standing[], into: Into): Change[] {
  const found = new Map<string, Change>();
  for (const { question, answer, isShown } of standings) {
    const { writes, key } = question;
    if (!isShown || writes === undefined || answer?.value === undefined) continue;
    // Of two that write into one field the later answer stays; a list takes both.
    const place = writableAt(writes)?.isList ? `${writes} ${key}` : writes;
    found.delete(place);
    const change = changeOf(question as Question, answer.value, into);
    if (change) found.set(place, change);
  }
  return [...found.values()];
}

export const linesOf = (standings: readonly Standing[], into: Into): WriteBackLine[] =>
  changesOf(standings, into).map(({ line }) => line);

/** By which a preview is known again: where the client's record or an answer changed since, it has another. */
export const digestOf = (lines: readonly WriteBackLine[]): string => sha256(canonical(lines));

export const preview = (lines: readonly WriteBackLine[]) => ({ digest: digestOf(lines), lines: [...lines] });

export const AcceptInput = z
  .strictObject({
    /** Of the preview that was looked at. */
    digest: z.string().min(1).max(100),
    /** What is not to be written: fields, or answers by the keys of their questions. */
    leave: z
      .array(z.union([Target, Key]))
      .max(400)
      .default([]),
  })
  .meta({ id: 'AcceptOrganizer' });
export type AcceptInput = z.output<typeof AcceptInput>;

/** The records with what was looked at, and nothing else; what moved since is told, and nothing is written. */
export function writeBack(
  changes: readonly Change[],
  { digest, leave }: AcceptInput,
  into: Into,
): { into: Into; wrote: Target[] } {
  const lines = changes.map(({ line }) => line);
  if (digest !== digestOf(lines))
    throw new DomainError('conflict', 'The client’s record or the answers have changed since the preview; look again', {
      preview: preview(lines),
    });
  const taken = changes.filter(
    ({ line: { target, question, problem } }) =>
      problem === undefined && !leave.includes(target) && !leave.includes(question),
  );
  return {
    into: taken.reduce((now, { written }) => written(now), into),
    wrote: [...new Set(taken.map(({ line }) => line.target))],
  };
}
