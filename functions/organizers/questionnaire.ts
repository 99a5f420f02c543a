import * as z from 'zod';
import { broken } from '../../shared/errors.ts';
import { canonical } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import type { Fault } from '../templates/fault.ts';
import { Key, Line } from '../templates/texts.ts';
import { lint } from './lint.ts';
import { isAsked, QuestionnaireContent, questionsOf } from './question.ts';

export const Status = z.enum(['draft', 'released', 'withdrawn']);
export type Status = z.output<typeof Status>;

/** What is known of a questionnaire without reading it; what it asks stands beside it, as draft and as versions. */
export const Questionnaire = z.object({
  id: Id('questionnaire'),
  /** By which templates name it, and by which last year's answers are found again. */
  key: Key,
  name: Line(120),
  status: Status,
  questions: z.int(),
  /** The number of its latest version; 0 before the first. */
  latest: z.int().min(0),
  /** Whether the draft says something else than the latest version. */
  isChanged: z.boolean(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Questionnaire = z.output<typeof Questionnaire>;

/** What is worked on; a release makes a version of it. */
export const QuestionnaireDraft = z.object({ questionnaireId: Id('questionnaire'), content: QuestionnaireContent });

/** What organizers ask; it never changes. */
export const QuestionnaireVersion = z.object({
  questionnaireId: Id('questionnaire'),
  n: z.int().min(1),
  content: QuestionnaireContent,
  note: Line(500).optional(),
  releasedAt: z.iso.datetime(),
  by: z.string(),
});
export type QuestionnaireVersion = z.output<typeof QuestionnaireVersion>;

export const mostVersions = 9999;

const said = (content: QuestionnaireContent) => ({
  key: content.key,
  name: content.name,
  questions: questionsOf(content).filter(isAsked).length,
});

export const draft = (content: QuestionnaireContent, id: string, now: string): Questionnaire => ({
  id,
  ...said(content),
  status: 'draft',
  latest: 0,
  isChanged: true,
  createdAt: now,
  changedAt: now,
});

const notWithdrawn = ({ status, name }: Questionnaire): void => {
  if (status === 'withdrawn') throw broken(`${name} was withdrawn; restore it first`);
};

/** The questionnaire with another draft; `latest` is what its latest version asks. */
export function edit(
  questionnaire: Questionnaire,
  { content, latest }: { content: QuestionnaireContent; latest?: QuestionnaireContent | undefined },
  now: string,
): Questionnaire {
  notWithdrawn(questionnaire);
  if (questionnaire.latest > 0 && content.key !== questionnaire.key)
    throw broken(`Last year’s answers are found by the key ${questionnaire.key}: once it is released it stays`, {
      field: 'content.key',
    });
  const isChanged = latest === undefined || canonical(latest) !== canonical(content);
  return { ...questionnaire, ...said(content), isChanged, changedAt: now };
}

/** Refuses what could not be asked, and answers what may be worth to look at. */
export function releasable(content: QuestionnaireContent): Fault[] {
  const faults = lint(content);
  const errors = faults.filter(({ weight }) => weight === 'error');
  if (errors.length === 0) return faults;
  const issues = errors.map(({ path, message }) => ({ path: `content.${path}`, message }));
  const what = issues.length === 1 ? issues[0]!.message : `${issues.length} things are wrong with it`;
  throw broken(`This questionnaire cannot be released yet: ${what}`, { issues });
}

/** The draft becomes the next version, which new organizers ask from now on. */
export function release(questionnaire: Questionnaire, now: string): Questionnaire {
  notWithdrawn(questionnaire);
  const { isChanged, latest } = questionnaire;
  if (!isChanged) throw broken(`Nothing has changed since version ${latest}`);
  if (latest >= mostVersions) throw broken(`${mostVersions} versions are the most that are kept`);
  return { ...questionnaire, status: 'released', latest: latest + 1, isChanged: false, changedAt: now };
}

export const versionOf = (
  { id, latest }: Questionnaire,
  content: QuestionnaireContent,
  { note, by, now }: { note?: string | undefined; by: string; now: string },
): QuestionnaireVersion => ({
  questionnaireId: id,
  n: latest,
  content,
  ...(note !== undefined && { note }),
  releasedAt: now,
  by,
});

/** No more organizers are made of it; those that were sent go on. */
export function withdraw(questionnaire: Questionnaire, now: string): Questionnaire {
  notWithdrawn(questionnaire);
  return { ...questionnaire, status: 'withdrawn', changedAt: now };
}

export function restore(questionnaire: Questionnaire, now: string): Questionnaire {
  const { name, status, latest } = questionnaire;
  if (status !== 'withdrawn') throw broken(`${name} was not withdrawn`);
  return { ...questionnaire, status: latest === 0 ? 'draft' : 'released', changedAt: now };
}
