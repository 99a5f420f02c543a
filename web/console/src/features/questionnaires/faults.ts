import type { Content, Fault } from './requests.ts';

export type Placed = Pick<Fault, 'path' | 'message'>;

const place = /^sections\.(\d+)(?:\.questions\.(\d+))?(.*)$/;

/** Where one of these stands now, by its key; as it was counted before, where that is still the same one. */
function at<T extends { key: string }>(before: readonly T[], now: readonly T[], i: number): number {
  const key = before[i]?.key;
  return key !== undefined && now[i]?.key === key ? i : now.findIndex((one) => one.key === key);
}

type Questions = Content['sections'][number]['questions'];

/** Of a question whose key was changed, the one in its place, which was not there before. */
function questionAt(before: Questions, now: Questions, q: number): number {
  // While a key is typed it may be another's for a moment.
  const isInPlace = before.length === now.length && before.every(({ key }, i) => i === q || now[i]!.key === key);
  if (isInPlace) return q;
  const found = at(before, now, q);
  const here = now[q];
  return found < 0 && here && !before.some(({ key }) => key === here.key) ? q : found;
}

/** Where what was looked at stands now: parts and questions may have been moved since, or be gone. */
export function pathNow(path: string, of: Content, now: Content): string | undefined {
  const [, part, question, field = ''] = place.exec(path) ?? [];
  if (part === undefined) return path;
  const s = at(of.sections, now.sections, Number(part));
  if (s < 0) return undefined;
  if (question === undefined) return `sections.${s}${field}`;
  const before = of.sections[Number(part)]!.questions;
  const q = questionAt(before, now.sections[s]!.questions, Number(question));
  return q < 0 ? undefined : `sections.${s}.questions.${q}${field}`;
}

/** Faults of what was looked at, where it stands now. What is gone has none. */
export const faultsNow = <T extends Placed>(faults: readonly T[], of: Content, now: Content): T[] =>
  faults.flatMap((fault) => {
    const path = pathNow(fault.path, of, now);
    return path === undefined ? [] : [{ ...fault, path }];
  });

type Said = { errors: ReadonlyMap<string, string>; others: readonly string[] };

/** What is wrong here and not further inside: at the fields that are shown, and what belongs to none of them. */
function said(faults: readonly Placed[], fields: readonly string[]): Said {
  const isAtField = ({ path }: Placed) => fields.includes(path);
  return {
    errors: new Map(faults.filter(isAtField).map(({ path, message }) => [path, message])),
    others: faults.filter((fault) => !isAtField(fault)).map(({ message }) => message),
  };
}

/** What is wrong with the questionnaire as a whole. */
export const faultsOfWhole = (faults: readonly Placed[], fields: readonly string[]): Said =>
  said(
    faults.filter(({ path }) => !place.test(path)),
    fields,
  );

/** What is wrong with a part itself: its questions say their own. */
export function faultsOfPart(faults: readonly Placed[], s: number, fields: readonly string[]): Said {
  const own = faults.flatMap((fault) => {
    const [, part, question, field = ''] = place.exec(fault.path) ?? [];
    return part === String(s) && question === undefined ? [{ ...fault, path: field.slice(1) }] : [];
  });
  return said(own, fields);
}

/** Of what a fault speaks, in the words that stand there. */
export function sayPlace({ title, sections }: Content, { path }: Placed): string {
  const [, s, q] = place.exec(path) ?? [];
  const part = s === undefined ? undefined : sections[Number(s)];
  if (!part) return title;
  const question = q === undefined ? undefined : part.questions[Number(q)];
  return question ? `${part.title}, “${question.text}”` : part.title;
}
