import type { Records } from '../../shared/table/records.ts';
import type { Contact } from '../clients/contact.ts';
import type { Wording } from './compose.ts';
import { type Holding, wordsOf } from './mail-template.ts';
import { shippedMail } from './shipped.ts';
import { holdingOf } from './store.ts';

type Reader = Pick<Contact, 'language'>;

/** Words with the name they are listed under, and the language in which their days and amounts are written. */
export type Spoken = Wording & { name: string; locale?: string };

/** The words of one mail for whoever reads it. */
export type InLanguages = { usual: Spoken; spanish?: Spoken };

const readsSpanish = ({ language = '' }: Reader): boolean => language.split('-')[0] === 'es';

/** A mail that is worded for readers of Spanish stands beside the other one, for the firm to word as it likes. */
export const inSpanish = (key: string): string => `${key}.es`;

/** In which language days and amounts are written beside the words of this key. */
export const localeOfKey = (key: string): { locale?: string } => (key.endsWith(inSpanish('')) ? { locale: 'es' } : {});

/** The words as the firm has them; those in Spanish are read only where someone reads them. */
export async function languagesOf(
  records: Records,
  key: string,
  holding: Holding,
  readers: readonly Reader[],
): Promise<InLanguages> {
  const usual = wordsOf(holding, key);
  const other = inSpanish(key);
  if (!readers.some(readsSpanish) || !shippedMail(other)) return { usual };
  return { usual, spanish: { ...wordsOf(await holdingOf(records, other), other), locale: 'es' } };
}

/** In which language days and amounts are written beside them. */
export const localeOf = ({ locale }: Spoken): { locale?: string } => (locale === undefined ? {} : { locale });

export const wordsTo = ({ usual, spanish }: InLanguages, reader: Reader): Spoken =>
  spanish && readsSpanish(reader) ? spanish : usual;
