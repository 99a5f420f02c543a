/**
 * Which questions are asked, by what was answered so far. Of no package and no schema: the clients' page runs it too, so
 * that a question is there as soon as the answer before it is.
 */

export type Value = string | readonly string[];

/** One thing that a condition asks of an answer. */
export type Ask = { question: string; is?: string | undefined; over?: number | undefined; not?: true | undefined };

/** Holds where all of one of these lists holds. */
export type When = readonly (readonly Ask[])[];

type Known = (question: string) => Value | undefined;

const isYes = ({ is, over }: Ask, value: Value): boolean =>
  over === undefined ? (Array.isArray(value) ? value.includes(is) : value === is) : Number(value) > over;

/** What was not answered decides nothing, neither way. */
function holdsFor(ask: Ask, known: Known): boolean {
  const value = known(ask.question);
  return value !== undefined && isYes(ask, value) !== (ask.not === true);
}

const holds = (when: When | undefined, known: Known): boolean =>
  when === undefined || when.some((all) => all.every((ask) => holdsFor(ask, known)));

type Asked = { when?: When | undefined };
type Sections = readonly (Asked & { questions: readonly (Asked & { key: string })[] })[];

/** The keys of what is asked. An answer to a question that is not asked counts for nothing, and leads to nothing. */
export function shownIn(sections: Sections, answered: Known): Set<string> {
  const shown = new Set<string>();
  const known = (question: string) => (shown.has(question) ? answered(question) : undefined);
  for (const { when, questions } of sections) {
    if (!holds(when, known)) continue;
    for (const question of questions) if (holds(question.when, known)) shown.add(question.key);
  }
  return shown;
}
