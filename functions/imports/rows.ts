import { Client, Lifecycle, TaxId } from '../clients/client.ts';
import type { CustomField } from '../clients/custom-field.ts';
import { clean, isFormula, normalised, phonesIn, spoken } from './cells.ts';
import type { Column } from './columns.ts';
import { longestText, valueOf } from './custom.ts';
import type { Draft, Fields, Unfit } from './draft.ts';
import { kindGuessed, kindStated } from './kind.ts';
import { everyoneIn, type Said } from './people.ts';
import { countryOf, postalOf } from './postal.ts';
import type { SheetRow } from './sheet.ts';
import type { Target } from './target.ts';

type Values = Partial<Record<Target, string>>;

/** Of these there may be several in a row: lines of an address, further numbers and addresses. */
const several = /^client\.(?:street|address|tags|phone)$|^contact.*\.(?:mail|phone|mobile)$/;

/** A row by what its columns mean. Of what there is one of, the first column that says something counts. */
export function valuesOf(cells: readonly string[], columns: readonly Column[], notes: string[]): Values {
  const values: Values = {};
  for (const [index, { heading, target }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '' || target === 'ignore') continue;
    if (isFormula(cell) && !/^client\.name$|^contact.*\.(?:name|first|last)$|^day$/.test(target))
      notes.push(`${heading} is a formula, ${cell.slice(0, 40)}, and was left out`);
    else if (values[target] === undefined) values[target] = cell;
    else if (several.test(target)) values[target] += `\n${cell}`;
    else if (normalised(values[target]) !== normalised(cell))
      notes.push(`${heading}, ${cell.slice(0, 60)}, was left out: another column says it already`);
  }
  return values;
}

const contactTarget = /^contact(?:\.([2-6]))?\.(\w+)$/;

function saidOf(values: Values): Said[] {
  const people = new Map<number, Said>();
  for (const [target, value] of Object.entries(values)) {
    const [, place = '1', part] = contactTarget.exec(target) ?? [];
    if (part) people.set(Number(place), { ...people.get(Number(place)), [part]: value });
  }
  return [...people].toSorted(([a], [b]) => a - b).map(([, said]) => said);
}

/** QuickBooks marks who was made inactive in the name; sub-customers have their parent's name before a colon. */
function nameIn(value: string): { name: string; isDeleted: boolean } {
  if (isFormula(value)) return { name: value, isDeleted: false };
  const name = value.replace(/\s*\(deleted\)\s*$/i, '');
  return { name: spoken(name.replace(/\s*:\s*/g, ': ')), isDeleted: name !== value };
}

const states: readonly (readonly [RegExp, Lifecycle])[] = [
  [/^(?:in-?active|former|lost|no|false|0)$/i, 'inactive'],
  [/^archived?$/i, 'archived'],
  [/^(?:prospect|lead|pending)$/i, 'prospect'],
  [/^onboarding$/i, 'onboarding'],
  [/^(?:active|current|client|yes|true|1)$/i, 'active'],
];
type Lifecycle = Client['lifecycle'];

const stateIn = (cell: string): Lifecycle | undefined =>
  states.find(([words]) => words.test(cell))?.[1] ?? Lifecycle.safeParse(cell.toLowerCase()).data;

function addressIn(values: Values, notes: string[]): Fields['address'] {
  const whole = values['client.address'];
  const { 'client.street': street, 'client.city': city, 'client.state': region, 'client.zip': postcode } = values;
  const country = values['client.country'] === undefined ? undefined : countryOf(values['client.country']);
  if (values['client.country'] !== undefined && country === undefined)
    notes.push(`The country ${values['client.country'].slice(0, 40)} is not known by that name and was left out`);
  const parts = { street, city, region, postcode, country };
  const address = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  const found = { ...(whole === undefined ? undefined : postalOf(whole)), ...address };
  return Object.keys(found).length > 0 ? found : undefined;
}

const tagsIn = (cell: string) => [
  ...new Map(
    cell
      .split(/[;,\n|]+/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '' && tag.length <= 40)
      .map((tag) => [tag.toLowerCase(), tag]),
  ).values(),
];

/** A field as the client's own schema takes it, or a note that it does not. */
function fitting(fields: { [K in keyof Fields]: Fields[K] | undefined }, notes: string[]): Fields {
  const checked: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const schema = Client.shape[field as keyof typeof Client.shape];
    const result = field.startsWith('custom.') ? { success: true as const, data: value } : schema.safeParse(value);
    if (result.success) checked[field] = result.data;
    else notes.push(`${field} was left out: ${result.error.issues[0]!.message}`);
  }
  return checked as Fields;
}

function customIn(values: Values, own: readonly CustomField[], notes: string[]): Fields {
  const found: Fields = {};
  for (const [target, cell = ''] of Object.entries(values)) {
    const key = /^client\.custom\.(.+)$/.exec(target)?.[1];
    if (key === undefined) continue;
    const field = own.find((one) => one.key === key && one.status === 'active');
    const value = field && valueOf(field, cell);
    if (value === undefined) notes.push(`${cell.slice(0, 40)} does not fit the field ${key} and was left out`);
    else found[`custom.${key}`] = value;
    if (field?.type === 'text' && value !== cell)
      notes.push(`The field ${key} took the first ${longestText} letters of a longer text`);
  }
  return found;
}

function unfitName(name: string): string | undefined {
  if (name === '') return 'The row names nobody';
  if (isFormula(name)) return `The name is a formula, ${name.slice(0, 60)}; write the name itself`;
  if (name.includes('\n')) return 'The name goes over several lines: a quote may be missing here or above';
  return Client.shape.name.safeParse(name).success ? undefined : 'The name is longer than 200 characters';
}

/** Why a row that is longer than its headings is not believed. */
export const surplusIn = (cells: readonly string[], columns: readonly Column[]): string | undefined =>
  cells.slice(columns.length).some((cell) => clean(cell) !== '')
    ? 'The row has more cells than there are headings: a quote may be missing'
    : undefined;

/** What a row of the file says, as a client with their people; or why it can be none. */
export function draftOf(
  { row, cells }: SheetRow,
  columns: readonly Column[],
  own: readonly CustomField[] = [],
): Draft | Unfit {
  const notes: string[] = [];
  const values = valuesOf(cells, columns, notes);
  const said = saidOf(values);
  const [{ name: contactName = '', first = '', last = '' } = {}] = said;
  const { name, isDeleted } = nameIn(values['client.name'] ?? (contactName || [first, last].filter(Boolean).join(' ')));
  const why = surplusIn(cells, columns) ?? unfitName(name);
  if (why !== undefined) return { row, name: name.replace(/\n[^]*/, ' …').slice(0, 120), why };
  const number = values['client.number'];
  if (number !== undefined && !Client.shape.number.safeParse(number).success)
    return { row, name, why: 'The number is longer than 30 characters' };
  const phones = phonesIn(values['client.phone'] ?? '');
  const stated = values['client.kind'] === undefined ? undefined : kindStated(values['client.kind']);
  const person = contactName || [first, last].filter(Boolean).join(' ') || undefined;
  const kind = stated ?? kindGuessed(name, person);
  const lifecycle = isDeleted ? 'inactive' : stateIn(values['client.lifecycle'] ?? '');
  const fields = fitting(
    {
      name,
      number,
      kind: stated,
      lifecycle,
      tags: tagsIn(values['client.tags'] ?? ''),
      phone: phones.find((one) => one.kind === 'phone')?.number ?? phones.find((one) => one.kind === 'mobile')?.number,
      website: values['client.website'],
      address: addressIn(values, notes),
      ...customIn(values, own, notes),
    },
    notes,
  );
  const told = phones.filter((one) => one.number !== fields.phone);
  const firstSaid = said[0]?.phone === undefined && said[0]?.mobile === undefined && told.length > 0;
  const all = firstSaid
    ? [{ ...said[0], phone: told.map((one) => `${one.kind}: ${one.number}`).join('\n') }, ...said.slice(1)]
    : said;
  const isPerson = kind === 'individual' || kind === 'sole-proprietor';
  const people = everyoneIn(all, isPerson ? name : undefined, notes);
  const taxId = values['client.taxId'];
  const isTaxId = taxId !== undefined && TaxId.safeParse(taxId).success;
  if (taxId !== undefined && !isTaxId) notes.push('The tax number is none and was left out');
  const sourceId = values['source.id'];
  return {
    row,
    name,
    kind,
    ...(sourceId !== undefined && { sourceId: sourceId.slice(0, 200) }),
    fields,
    ...(isTaxId && { taxId }),
    people,
    notes,
  };
}
