import { entity, type Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import { shippedLetter, shippedLetters } from '../letters/shipped.ts';
import { type Holding, LetterTemplate, lineOf, TemplateLine } from './letter-template.ts';

const pk = 'LETTER-TEMPLATES';

/** The firm's own words, where it has some for a letter. */
export const letterTemplates = entity({
  name: 'letter template',
  schema: LetterTemplate,
  key: (key: string) => ({ pk, sk: `TEMPLATE#${key}` }),
  id: ({ key }) => key,
});

/** What a list tells of them. It is written with each, so that both have one version. */
export const letterTemplateLines = entity({
  name: 'letter template line',
  schema: TemplateLine,
  key: (key: string) => ({ pk, sk: `LINE#${key}` }),
  id: ({ key }) => key,
});

/** All that the firm words itself, strongly and without their texts: 60 at most, beside what is left of the reset ones. */
export async function listOwn(records: Records): Promise<Stored<TemplateLine>[]> {
  const { items } = await records.page({ pk, range: { prefix: 'LINE#' }, strong: true });
  return items.map(letterTemplateLines.read);
}

/** The words of this key as they are shipped and as the firm has them. */
export async function holdingOf(records: Records, key: string): Promise<Holding> {
  return { shipped: shippedLetter(key), own: await records.find(letterTemplates, key) };
}

/** The same, to be changed, with the lines of all. */
export async function loadToChange(records: Records, key: string) {
  const tail = await records.tail(pk);
  const [holding, lines] = await Promise.all([holdingOf(records, key), listOwn(records)]);
  const others = lines.filter((line) => line.key !== key && line.status === 'own').length;
  return { holding, line: lines.find((one) => one.key === key), others, tail };
}

/** The words as they are to be kept, with what the list tells of them. */
export function keep({ own }: Holding, line: Stored<TemplateLine> | undefined, after: LetterTemplate) {
  const words = own ? letterTemplates.replace(own, { ...own, ...after }) : letterTemplates.create(after);
  const told = lineOf(after);
  const beside = line ? letterTemplateLines.replace(line, { ...line, ...told }) : letterTemplateLines.create(told);
  return { writes: [words, beside], own: words.after as Stored<LetterTemplate> };
}

/** The keys of all that letters can begin with now. */
export async function keysInUse(records: Records): Promise<Set<string>> {
  const own = (await listOwn(records)).filter(({ status }) => status === 'own');
  return new Set([...shippedLetters, ...own].map(({ key }) => key));
}
