import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { withFilesPut } from '../requests/files.ts';
import { Key } from '../templates/texts.ts';
import { type OrganizerAnswer, readValue, Value } from './answer.ts';
import type { Question } from './question.ts';
import type { Whole } from './store.ts';

/** In one call: each has a record of its own, and its text before is kept. */
const mostAtOnce = 40;

export const AnswersInput = z
  .strictObject({
    answers: z
      .array(
        z.strictObject({
          question: Key,
          /** null takes the answer back; of a file, all files. */
          value: Value.nullable(),
          /** The version of the answer that this one goes on from; 0 where there was none. */
          seen: z.int().min(0),
        }),
      )
      .min(1)
      .max(mostAtOnce)
      .refine((all) => new Set(all.map(({ question }) => question)).size === all.length, 'Names each question once'),
  })
  .meta({ id: 'OrganizerAnswers' });
export type Given = z.output<typeof AnswersInput>['answers'][number];

type Place = { organizerId: string; clientId: string; by: string; now: string };
type Answers = ReadonlyMap<string, Stored<OrganizerAnswer>>;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function kept(question: Question, { value }: Given, at: number): Value | undefined {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  const read = readValue(question, value);
  if ('wrong' in read) throw invalid({ path: `body.answers.${at}.value`, message: read.wrong });
  return read.value;
}

/** With another value it is no longer what came back, and no longer what was looked at. */
function withValue(
  had: OrganizerAnswer | undefined,
  question: Question,
  value: Value | undefined,
  { organizerId, clientId, by, now }: Place,
): OrganizerAnswer {
  const { value: _, returned: _back, ...rest }: Partial<OrganizerAnswer> = had ?? {};
  const left = question.kind === 'file' ? withFilesPut(rest, 'taken-back') : rest;
  return { ...left, organizerId, clientId, question: question.key, ...(value !== undefined && { value }), by, at: now };
}

/**
 * What of these answers is new. An answer that goes on from another one than is there now was changed meanwhile, on
 * another device or by someone else: it is told, and the one that is there stays.
 */
export function save(
  questions: ReadonlyMap<string, Question>,
  answers: Answers,
  given: readonly Given[],
  place: Place,
): { changed: OrganizerAnswer[]; moved: string[] } {
  const changed: OrganizerAnswer[] = [];
  const moved: string[] = [];
  for (const [at, one] of given.entries()) {
    const question = questions.get(one.question);
    if (!question) throw invalid({ path: `body.answers.${at}.question`, message: 'There is no such question here' });
    const value = kept(question, one, at);
    const had = answers.get(one.question);
    const isSame = question.kind === 'file' ? (had?.files ?? []).length === 0 : same(had?.value, value);
    if (isSame && had?.returned === undefined) continue;
    if ((had?.version ?? 0) !== one.seen) moved.push(one.question);
    else if (had?.reviewed) throw broken(`“${question.text}” was looked at already: its answer stays as it is`);
    else changed.push(withValue(had, question, value, place));
  }
  return { changed, moved };
}

export const questionsOf = ({ sections }: Pick<Whole, 'sections'>): ReadonlyMap<string, Question> =>
  new Map(sections.flatMap(({ questions }) => questions.map((one) => [one.key, one as Question] as const)));

export const placeOf = ({ organizer: { id, clientId } }: Pick<Whole, 'organizer'>, by: string, now: string): Place => ({
  organizerId: id,
  clientId,
  by,
  now,
});
