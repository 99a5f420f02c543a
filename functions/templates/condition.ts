import { type Atom, atomOf, ConditionError, otherValue } from './atom.ts';
import { WhenText } from './texts.ts';

export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  | { atom: Atom };

const joining = new Set(['and', 'or', '(', ')']);

/** `and` binds more closely than `or`; parentheses, and `not` before what it denies. Throws ConditionError. */
export function parseCondition(text: string): Condition {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  function phrase(): string {
    const from = at;
    while (at < words.length && !joining.has(words[at]!)) at++;
    if (at > from) return words.slice(from, at).join(' ');
    const where = from === 0 ? 'at the beginning' : `after “${words[from - 1]}”`;
    const found = words[at] === undefined ? 'the condition ends' : `there is “${words[at]}”`;
    throw new ConditionError(`Something has to be asked ${where}, and ${found}`);
  }

  function inParentheses(): Condition {
    at++;
    const inside = either();
    if (words[at++] !== ')') throw new ConditionError('A parenthesis is not closed');
    return inside;
  }

  function one(before?: Condition): Condition {
    if (words[at] === 'not') {
      at++;
      return { not: one() };
    }
    if (words[at] === '(') return inParentheses();
    const said = phrase();
    const task = /^([a-z0-9-]+) not done$/.exec(said)?.[1];
    if (task !== undefined) return { not: { atom: { is: 'done', task } } };
    return { atom: (before && 'atom' in before && otherValue(before.atom, said)) || atomOf(said) };
  }

  function both(before?: Condition): Condition {
    const all = [one(before)];
    while (words[at] === 'and') {
      at++;
      all.push(one());
    }
    return all.length > 1 ? { all } : all[0]!;
  }

  function either(): Condition {
    const any = [both()];
    while (words[at] === 'or') {
      at++;
      any.push(both(any.at(-1)));
    }
    return any.length > 1 ? { any } : any[0]!;
  }

  const condition = either();
  if (at < words.length) throw new ConditionError(`“${words[at]}” stands where the condition should end`);
  return condition;
}

/** The text of a condition, refused with what is wrong in it. */
export const ConditionText = WhenText.superRefine((text, context) => {
  try {
    parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
  }
});

/** Whether a condition holds, by what is known; undefined while that does not decide it. */
export function holds(condition: Condition, facts: (atom: Atom) => boolean | undefined): boolean | undefined {
  if ('atom' in condition) return facts(condition.atom);
  if ('not' in condition) {
    const inside = holds(condition.not, facts);
    return inside === undefined ? undefined : !inside;
  }
  const isAny = 'any' in condition;
  const answers = (isAny ? condition.any : condition.all).map((one) => holds(one, facts));
  if (answers.includes(isAny)) return isAny;
  return answers.includes(undefined) ? undefined : !isAny;
}

/** Everything that a condition asks. */
export function atomsOf(condition: Condition): readonly Atom[] {
  if ('atom' in condition) return [condition.atom];
  if ('not' in condition) return atomsOf(condition.not);
  return ('any' in condition ? condition.any : condition.all).flatMap(atomsOf);
}

const ofClient = new Set<Atom['is']>(['tag', 'service', 'kind', 'first-year', 'period']);

/** Settled when the job is made; any other condition is about progress or an answer, and looked at again. */
export const isAboutClient = (condition: Condition): boolean => atomsOf(condition).every(({ is }) => ofClient.has(is));
