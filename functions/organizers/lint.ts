import { ClientKind } from '../clients/client.ts';
import { error, type Fault, warning } from '../templates/fault.ts';
import { lintWhen } from './lint-when.ts';
import type { Question, QuestionnaireContent } from './question.ts';
import { kindOf, writableAt } from './writable.ts';

type Placed = { path: string; question: Question };

const placed = ({ sections }: QuestionnaireContent): Placed[] =>
  sections.flatMap(({ questions }, i) =>
    questions.map((question, j) => ({ path: `sections.${i}.questions.${j}`, question })),
  );

function repeated(keys: readonly (readonly [path: string, key: string])[], what: string): Fault[] {
  const seen = new Set<string>();
  return keys.flatMap(([path, key]) => {
    const isAgain = seen.has(key);
    seen.add(key);
    return isAgain ? [error(path, `There is another ${what} ${key}`)] : [];
  });
}

const chooses = ({ kind }: Question) => kind === 'one-of' || kind === 'several-of';

function choiceFaults({ path, question }: Placed): Fault[] {
  const { choices } = question;
  if (!chooses(question))
    return choices ? [error(`${path}.choices`, 'Only where one or several are chosen are there choices')] : [];
  if (!choices || choices.length < 2)
    return [error(`${path}.choices`, choices?.length === 1 ? 'One choice is none' : 'There is nothing to choose')];
  return repeated(
    choices.map((choice, i) => [`${path}.choices.${i}`, choice]),
    'choice',
  );
}

const unwritten: readonly Question['kind'][] = ['file', 'text-block', 'confirmation'];

function kindFaults({ path, question: { kind, required, accept, most, writes } }: Placed): Fault[] {
  const isFile = kind === 'file';
  return [
    ...(kind === 'text-block' && required ? [error(`${path}.required`, 'A text asks for nothing')] : []),
    ...(!isFile && (accept || most !== undefined) ? [error(path, 'Only files have accept and most')] : []),
    ...(writes !== undefined && unwritten.includes(kind)
      ? [error(`${path}.writes`, 'This has no answer that could be written into the client’s record')]
      : []),
  ];
}

function targetFaults({ path, question: { kind, writes, choices = [] } }: Placed): Fault[] {
  // What has no answer at all is named where its kind is.
  if (writes === undefined || unwritten.includes(kind)) return [];
  const { kinds, takes } = writableAt(writes)!;
  if (!kinds.includes(kind)) return [error(`${path}.writes`, `${writes} takes ${takes}`)];
  if (writes !== 'client.kind') return [];
  const unknown = choices.filter((choice) => !ClientKind.safeParse(kindOf(choice)).success);
  return unknown.map((choice) => error(`${path}.writes`, `“${choice}” is no kind of client`));
}

function sameTarget(all: readonly Placed[]): Fault[] {
  const seen = new Map<string, string>();
  return all.flatMap(({ path, question: { key, writes } }) => {
    if (writes === undefined || writableAt(writes)?.isList) return [];
    const before = seen.get(writes);
    seen.set(writes, key);
    return before === undefined
      ? []
      : [warning(`${path}.writes`, `${before} writes there too: the later answer stays`)];
  });
}

/** Everything that is wrong with a questionnaire, errors first: they keep it from being released. */
export function lint(content: QuestionnaireContent): Fault[] {
  const all = placed(content);
  const faults = [
    ...repeated(
      content.sections.map(({ key }, i) => [`sections.${i}.key`, key]),
      'section',
    ),
    ...repeated(
      all.map(({ path, question }) => [`${path}.key`, question.key]),
      'question',
    ),
    ...content.sections.flatMap(({ questions }, i) =>
      questions.length === 0 ? [error(`sections.${i}.questions`, 'A section asks something')] : [],
    ),
    ...all.flatMap((one) => [...choiceFaults(one), ...kindFaults(one), ...targetFaults(one)]),
    ...sameTarget(all),
    ...lintWhen(content),
  ];
  return faults.toSorted((a, b) => Number(a.weight === 'warning') - Number(b.weight === 'warning'));
}
