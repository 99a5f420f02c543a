import type * as z from 'zod';
import type { Address } from '../clients/address.ts';

const countries: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states': 'US',
  'united states of america': 'US',
  canada: 'CA',
  mexico: 'MX',
  australia: 'AU',
  'new zealand': 'NZ',
  'united kingdom': 'GB',
  uk: 'GB',
  england: 'GB',
  ireland: 'IE',
  germany: 'DE',
  india: 'IN',
};

export const countryOf = (name: string): string | undefined =>
  /^[a-z]{2}$/i.test(name) && name.toLowerCase() !== 'uk' ? name.toUpperCase() : countries[name.toLowerCase()];

export type Postal = z.output<typeof Address>;

const usEnding = /^(.*?)[,\s]+([A-Z]{2}),?\s+(\d{5}(?:-\d{4})?)(?:,?\s+(USA?|United States))?\.?$/s;

const cut = (text: string, most: number) => Array.from(text).slice(0, most).join('').trim();
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** An address that reports print in one cell. What cannot be told apart stays in the street. */
export function postalOf(text: string): Postal | undefined {
  const [, before, region, postcode] = usEnding.exec(text) ?? [];
  if (before === undefined) return text === '' ? undefined : { street: cut(text, 200) };
  const parts = lines(before);
  const [street, city] =
    parts.length > 1
      ? [parts.slice(0, -1).join('\n'), parts.at(-1)!]
      : (/^(.+),\s*([^,]+)$/s.exec(before)?.slice(1) ?? [before, undefined]);
  return {
    ...(street && { street: cut(street, 200) }),
    ...(city && { city: cut(city, 80) }),
    region: region!,
    postcode: postcode!,
    country: 'US',
  };
}
