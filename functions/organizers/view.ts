import * as z from 'zod';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { OrganizerAnswer, Value } from './answer.ts';
import { isOpen, isOver, isUnderWay, isUnsent, Organizer } from './organizer.ts';
import { priorOf } from './prior.ts';
import { isAsked, Question, Section } from './question.ts';
import { allOf, countsOf, type Standing, type StandingSection, standingOf } from './standing.ts';
import type { Answers, Whole } from './store.ts';

/** An organizer as a list shows it. */
export const OrganizerLine = Organizer.omit({ nextAt: true, mails: true, held: true })
  .extend({
    /** When it goes out, where it waits for that. */
    sendAt: z.iso.datetime().optional(),
    version: z.int(),
    can: z.object({
      edit: z.boolean(),
      send: z.boolean(),
      nudge: z.boolean(),
      cancel: z.boolean(),
      answer: z.boolean(),
      review: z.boolean(),
      decide: z.boolean(),
    }),
  })
  .meta({ id: 'OrganizerLine' });

const Counts = Organizer.shape.counts;

export const PriorView = z.object({ value: Value.optional(), files: z.array(z.string()).optional() });

/** A question with what was answered, for whoever looks at it. */
export const ReviewedQuestion = Question.omit({ when: true })
  .extend({
    isShown: z.boolean(),
    isAnswered: z.boolean(),
    isMissing: z.boolean(),
    answer: OrganizerAnswer.omit({ organizerId: true, clientId: true, question: true })
      .extend({ version: z.int() })
      .optional(),
    prior: PriorView.optional(),
  })
  .meta({ id: 'ReviewedQuestion' });

export const OrganizerView = OrganizerLine.extend({
  intro: z.string().optional(),
  sections: z.array(
    Section.omit({ when: true, questions: true }).extend({
      isShown: z.boolean(),
      counts: Counts,
      questions: z.array(ReviewedQuestion),
    }),
  ),
}).meta({ id: 'Organizer' });

export function line(
  { nextAt, mails: _, held: _held, ...organizer }: Stored<Organizer>,
  { role }: Pick<Caller, 'role'>,
) {
  const may = role !== 'guest' && organizer.erasedAt === undefined;
  return {
    ...organizer,
    ...(organizer.status === 'scheduled' && nextAt !== undefined && { sendAt: nextAt }),
    can: {
      edit: may && !isOver(organizer),
      send: may && isUnsent(organizer),
      nudge: may && isOpen(organizer),
      cancel: may && !isOver(organizer),
      answer: may && isOpen(organizer),
      review: may && isUnderWay(organizer),
      decide: may && organizer.status === 'submitted',
    },
  };
}

type StoredAnswer = Stored<OrganizerAnswer>;

function questionView({ question, answer, isShown, isAnswered, isMissing }: Standing<StoredAnswer>, prior: Answers) {
  const { when: _, ...asked } = question;
  const before = isAsked(question) ? priorOf(question as Question, prior.get(question.key)) : undefined;
  const { organizerId: _id, clientId: _client, question: _key, ...given } = answer ?? ({} as StoredAnswer);
  return {
    ...asked,
    isShown,
    isAnswered,
    isMissing,
    ...(answer && { answer: given }),
    ...(before && { prior: before }),
  };
}

function sectionView({ section, isShown, questions }: StandingSection<StoredAnswer>, prior: Answers) {
  const { when: _, questions: _questions, ...head } = section;
  return { ...head, isShown, counts: countsOf(questions), questions: questions.map((one) => questionView(one, prior)) };
}

export const standings = ({ sections, answers }: Pick<Whole, 'sections' | 'answers'>) =>
  allOf(standingOf(sections, answers));

/** Without whose answers it cannot be sent. */
export const missingOf = (whole: Pick<Whole, 'sections' | 'answers'>) =>
  standings(whole)
    .filter(({ isMissing }) => isMissing)
    .map(({ question }) => question);

export function view(whole: Whole, prior: Answers, caller: Caller): z.input<typeof OrganizerView> {
  return {
    ...line(whole.organizer, caller),
    ...(whole.intro !== undefined && { intro: whole.intro }),
    sections: standingOf(whole.sections, whole.answers).map((one) => sectionView(one, prior)),
  };
}
