import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { type Client, ClientKind, ClientPatch, update } from '../clients/client.ts';
import { type CustomField, type CustomValues, fill } from '../clients/custom-field.ts';
import type { Value } from './answer.ts';
import { type Question, Target } from './question.ts';
import type { Standing } from './standing.ts';

/** “S corporation” is `s-corporation`. */
export const kindOf = (choice: string): string =>
  choice
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');

const Plain = z.union([z.string(), z.number(), z.boolean()]);
type Plain = z.output<typeof Plain>;

/** One field of the client's record as it is, and as it would be. */
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

const addressPart = (target: Target) =>
  /^client\.address\.(\w+)$/.exec(target)?.[1] as keyof NonNullable<Client['address']> | undefined;
const customKey = (target: Target) => /^custom\.(.+)$/.exec(target)?.[1];

function beforeOf(client: Client, target: Target): Plain | undefined {
  const key = customKey(target);
  if (key !== undefined) return client.custom?.[key];
  const part = addressPart(target);
  if (part) return client.address?.[part];
  return client[target.slice('client.'.length) as 'name' | 'kind' | 'phone' | 'website'];
}

/** As its field takes it: a custom field has a type of its own. */
function valueFor(target: Target, value: Value, fields: readonly CustomField[]): Plain {
  const text = typeof value === 'string' ? value : value.join(', ');
  if (target === 'client.kind') return kindOf(text);
  const type = fields.find(({ key, status }) => key === customKey(target) && status === 'active')?.type;
  if (type === 'number') return Number(text);
  return type === 'yes-no' ? text === 'yes' : text;
}

type Into = { client: Client; fields: readonly CustomField[] };
type Pair = readonly [target: Target, value: Plain];

/** The client with these fields written; throws where one of them does not take its value. */
function written({ client, fields }: Into, pairs: readonly Pair[]): Client {
  const custom = Object.fromEntries(
    pairs.flatMap(([target, value]) => (customKey(target) ? [[customKey(target), value]] : [])),
  );
  const address = Object.fromEntries(
    pairs.flatMap(([target, value]) => (addressPart(target) ? [[addressPart(target), value]] : [])),
  );
  const plain = Object.fromEntries(
    pairs.flatMap(([target, value]) =>
      customKey(target) || addressPart(target) ? [] : [[target.slice('client.'.length), value]],
    ),
  );
  const isMoved = Object.keys(address).length > 0;
  const patch = ClientPatch.parse({ ...plain, ...(isMoved && { address: { ...client.address, ...address } }) });
  const values: CustomValues | undefined =
    Object.keys(custom).length > 0 ? fill(fields, client.custom ?? {}, custom) : undefined;
  return update(client, patch, undefined, { custom: values });
}

function problemOf(into: Into, pair: Pair): string | undefined {
  if (pair[0] === 'client.kind' && !ClientKind.safeParse(pair[1]).success) return 'Is no kind of client';
  try {
    written(into, [pair]);
    return undefined;
  } catch (error) {
    if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'Cannot be written';
    if (!(error instanceof DomainError)) throw error;
    return (error.details.issues as { message: string }[] | undefined)?.[0]?.message ?? error.message;
  }
}

/** What would change in the client's record: of what is asked and answered. What is hidden is never written. */
export function linesOf(standings: readonly Standing[], into: Into): WriteBackLine[] {
  const byTarget = new Map<Target, WriteBackLine>();
  for (const { question, answer, isShown } of standings) {
    const { writes, key, text } = question as Question;
    if (!isShown || writes === undefined || answer?.value === undefined) continue;
    const before = beforeOf(into.client, writes);
    const after = valueFor(writes, answer.value, into.fields);
    byTarget.delete(writes);
    if (before === after) continue;
    const problem = problemOf(into, [writes, after]);
    byTarget.set(writes, {
      question: key,
      text,
      target: writes,
      ...(before !== undefined && { before }),
      after,
      ...(problem !== undefined && { problem }),
    });
  }
  return [...byTarget.values()];
}

/** By which a preview is known again: where the client's record or an answer changed since, it has another. */
export const digestOf = (lines: readonly WriteBackLine[]): string => sha256(canonical(lines));

export const preview = (lines: readonly WriteBackLine[]) => ({ digest: digestOf(lines), lines: [...lines] });

export const AcceptInput = z
  .strictObject({
    /** Of the preview that was looked at. */
    digest: z.string().min(1).max(100),
    /** What is not to be written. */
    leave: z.array(Target).max(400).default([]),
  })
  .meta({ id: 'AcceptOrganizer' });
export type AcceptInput = z.output<typeof AcceptInput>;

/** The client with what was looked at, and nothing else; what moved since is told, and nothing is written. */
export function writeBack(
  lines: readonly WriteBackLine[],
  { digest, leave }: AcceptInput,
  into: Into,
): { client: Client; wrote: Target[] } {
  if (digest !== digestOf(lines))
    throw new DomainError('conflict', 'The client’s record or the answers have changed since the preview; look again', {
      preview: preview(lines),
    });
  const pairs = lines.flatMap(({ target, after, problem }): Pair[] =>
    problem !== undefined || leave.includes(target) ? [] : [[target, after]],
  );
  return { client: written(into, pairs), wrote: pairs.map(([target]) => target) };
}
