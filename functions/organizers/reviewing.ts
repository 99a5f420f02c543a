import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import { withFilesPut } from '../requests/files.ts';
import { Key } from '../templates/texts.ts';
import type { OrganizerAnswer } from './answer.ts';
import { isAsked } from './question.ts';
import { isUnderWay, type Organizer } from './organizer.ts';
import type { Standing } from './standing.ts';

type By = { by: string; now: string };
type Place = By & { organizerId: string; clientId: string };

const mostAtOnce = 80;
const Questions = z
  .array(Key)
  .min(1)
  .max(mostAtOnce)
  .refine((all) => new Set(all).size === all.length, 'Names each question once');

export const ReviewInput = z
  .strictObject({ questions: Questions, reviewed: z.boolean().default(true) })
  .meta({ id: 'ReviewAnswers' });

export const GiveBackInput = z
  .strictObject({
    reasons: z
      .array(z.strictObject({ question: Key, reason: z.string().trim().min(1).max(500) }))
      .max(40)
      .default([]),
    note: z.string().trim().min(1).max(1000).optional(),
  })
  .refine(({ reasons, note }) => reasons.length > 0 || note !== undefined, 'Say what is to be answered again, or why')
  .refine(
    ({ reasons }) => new Set(reasons.map(({ question }) => question)).size === reasons.length,
    'Names each question once',
  )
  .meta({ id: 'GiveBackOrganizer' });

type ByKey = ReadonlyMap<string, Standing>;

export const byKey = (standings: readonly Standing[]): ByKey =>
  new Map(standings.map((standing) => [standing.question.key, standing]));

function standingAt(standings: ByKey, question: string, path: string): Standing {
  const found = standings.get(question);
  if (!found) throw invalid({ path, message: 'There is no such question here' });
  return found;
}

/** Looked at: the client cannot change it any more. Taken back, they can. */
export function review(
  organizer: Organizer,
  standings: ByKey,
  { questions, reviewed }: z.output<typeof ReviewInput>,
  { by, now }: By,
): OrganizerAnswer[] {
  if (!isUnderWay(organizer)) throw broken('Answers are looked at from when it was sent until it is accepted');
  return questions.flatMap((question, i) => {
    const { answer, isAnswered, question: of } = standingAt(standings, question, `body.questions.${i}`);
    if (!reviewed) {
      const { reviewed: had, ...rest } = answer ?? {};
      return had ? [rest as OrganizerAnswer] : [];
    }
    if (!answer || !isAnswered) throw broken(`“${of.text}” is not answered yet`);
    if (answer.returned) throw broken(`“${of.text}” went back to the client`);
    return answer.reviewed ? [] : [{ ...answer, reviewed: { by, at: now } }];
  });
}

/** The answers that go back, each with its reason: the client can change them again, and has to. */
export function returned(
  standings: ByKey,
  { reasons }: z.output<typeof GiveBackInput>,
  { organizerId, clientId, by, now }: Place,
): OrganizerAnswer[] {
  return reasons.map(({ question, reason }, i) => {
    const { answer, isShown, question: of } = standingAt(standings, question, `body.reasons.${i}.question`);
    if (!isShown || !isAsked(of)) throw broken(`“${of.text}” is not asked of the client`);
    const { reviewed: _, ...had } = answer ?? { organizerId, clientId, question, by, at: now };
    // A file that cannot be used counts no more; what was written stays to be corrected.
    return { ...withFilesPut(had, 'sent-back'), returned: { reason, by, at: now } };
  });
}
