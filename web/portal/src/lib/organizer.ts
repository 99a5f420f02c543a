import type * as z from 'zod';
import type { PortalOrganizer, PortalOrganizerLine } from '../../../../functions/organizers/portal-view.ts';
// The one piece of the functions' code that runs here: of no package, so that a question comes up as its answer is given.
import { shownIn } from '../../../../functions/organizers/shown.ts';
import { call } from './http.ts';

export type Organizer = z.output<typeof PortalOrganizer>;
export type Section = Organizer['sections'][number];
export type Question = Section['questions'][number];
export type Value = NonNullable<Question['value']>;
/** What was typed and is not kept yet; null where an answer is taken back. */
export type Drafts = ReadonlyMap<string, Value | null>;

export const readOrganizer = (id: string): Promise<Organizer> => call('GET', `organizers/${id}`);
export const submitOrganizer = (id: string): Promise<Organizer> => call('POST', `organizers/${id}/submit`);

export const saveAnswer = (id: string, { key, seen }: Question, value: Value | null): Promise<Organizer> =>
  // It goes on also while the page is being closed.
  call('POST', `organizers/${id}/answers`, { answers: [{ question: key, value, seen }] }, { keepalive: true });

/** The client has something to do with it. */
export const isToAnswer = ({ status }: Pick<z.output<typeof PortalOrganizerLine>, 'status'>): boolean =>
  status === 'sent' || status === 'in-progress' || status === 'returned';

export const questionsOf = ({ sections }: Organizer): Question[] => sections.flatMap(({ questions }) => questions);

/** Answers may come in another order than they were asked for: of each question, how it was last. */
export function newestOf(known: Organizer, after: Organizer): Organizer {
  const before = new Map(questionsOf(known).map((one) => [one.key, one]));
  const newest = (question: Question): Question => {
    const had = before.get(question.key);
    return had && had.seen > question.seen ? had : question;
  };
  return {
    ...after,
    sections: after.sections.map((one) => ({ ...one, questions: one.questions.map(newest) })),
  };
}

export const valueOf = (drafts: Drafts, { key, value }: Question): Value | undefined => {
  const draft = drafts.get(key);
  return draft === undefined ? value : (draft ?? undefined);
};

const counts = (status: string) => status === 'checking' || status === 'held' || status === 'received';
const isAsked = ({ kind }: Question) => kind !== 'text-block';

export const isAnswered = (drafts: Drafts, question: Question): boolean =>
  question.kind === 'file'
    ? question.files.some(({ status }) => counts(status))
    : valueOf(drafts, question) !== undefined;

export type Part = { section: Section; questions: Question[]; answered: number; all: number; missing: Question[] };

/** The sections with what is asked in them now: a section of which nothing is asked is not there. */
export function partsOf(organizer: Organizer, drafts: Drafts): Part[] {
  const byKey = new Map(questionsOf(organizer).map((one) => [one.key, one]));
  const shown = shownIn(organizer.sections, (key) => {
    const question = byKey.get(key);
    return question && valueOf(drafts, question);
  });
  return organizer.sections.flatMap((section) => {
    const questions = section.questions.filter(({ key }) => shown.has(key));
    const asked = questions.filter(isAsked);
    const missing = asked.filter(
      (one) =>
        (one.required === true && !isAnswered(drafts, one)) || (one.returned !== undefined && !drafts.has(one.key)),
    );
    const answered = asked.filter((one) => isAnswered(drafts, one)).length;
    return questions.length === 0 ? [] : [{ section, questions, answered, all: asked.length, missing }];
  });
}
