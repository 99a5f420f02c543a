import { fitting } from './fitting.ts';
import type { Speaking, Word } from './language.ts';
import type { Asks, ItemFile } from './request.ts';

export type Limits = Pick<Asks<'upload'>, 'accept' | 'least' | 'most' | 'mostBytes'>;
type Kind = Limits['accept'][number];

const kindWords: Readonly<Record<Exclude<Kind, 'any'>, Word>> = {
  pdf: 'kind.pdf',
  image: 'kind.image',
  csv: 'kind.csv',
  xlsx: 'kind.xlsx',
  docx: 'kind.docx',
  ofx: 'kind.ofx',
};

/** How files end that the firm takes as of a kind. */
const endings: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  pdf: ['.pdf'],
  image: ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.heic', '.heif', '.tif', '.tiff'],
  csv: ['.csv'],
  xlsx: ['.xlsx', '.xls'],
  docx: ['.docx', '.doc'],
  ofx: ['.ofx', '.qfx', '.qbo'],
};

/** The kinds that are asked for; none where every file will do. */
const kindsOf = ({ accept }: Limits) => {
  const kinds = accept.flatMap((kind) => (kind === 'any' ? [] : [kind]));
  return kinds.length < accept.length ? [] : kinds;
};

/** As an input of the browser takes them. A phone offers its camera for pictures of every kind alone. */
export const acceptOf = (limits: Limits): string | undefined =>
  kindsOf(limits)
    .flatMap((kind) => (kind === 'image' ? ['image/*'] : endings[kind]))
    .join(',') || undefined;

export const takesPdf = ({ accept }: Limits): boolean => accept.some((kind) => kind === 'any' || kind === 'pdf');

const sizes = [
  { unit: 'gigabyte', bytes: 1024 ** 3 },
  { unit: 'megabyte', bytes: 1024 ** 2 },
  { unit: 'kilobyte', bytes: 1024 },
  { unit: 'byte', bytes: 1 },
] as const;

/** “25 MB”. Rounded down, so that what is said is taken. */
function sizeIn(language: string, mostBytes: number): string {
  const { unit, bytes } = sizes.find((size) => mostBytes >= size.bytes) ?? sizes[3];
  return new Intl.NumberFormat(language, { style: 'unit', unit }).format(Math.floor((mostBytes / bytes) * 10) / 10);
}

function countIn(say: Speaking['say'], { least, most }: Limits): string {
  const fields = { least: String(least), most: String(most) };
  if (most === 1) return say('limit.one');
  if (least === most) return say('limit.files', fields);
  return say(least > 1 ? 'limit.between' : 'limit.up-to', fields);
}

/** “PDF or photo, at most 25 MB each, up to 3 files”. */
export function limitsIn({ say, language }: Pick<Speaking, 'say' | 'language'>, limits: Limits): string {
  const kinds = kindsOf(limits).map((kind) => say(kindWords[kind]));
  const { mostBytes } = limits;
  return [
    ...(kinds.length > 0 ? [new Intl.ListFormat(language, { type: 'disjunction' }).format(kinds)] : []),
    ...(mostBytes === undefined ? [] : [say('limit.size', { size: sizeIn(language, mostBytes) })]),
    countIn(say, limits),
  ].join(', ');
}

type Chosen = Pick<File, 'name' | 'size'>;

function isTaken({ name, size }: Chosen, limits: Limits): boolean {
  const kinds = kindsOf(limits);
  const isOfKind = kinds.some((kind) => endings[kind].some((ending) => name.toLowerCase().endsWith(ending)));
  return (kinds.length === 0 || isOfKind) && (limits.mostBytes === undefined || size <= limits.mostBytes);
}

const counts: ReadonlySet<ItemFile['status']> = new Set(['checking', 'held', 'received']);

/** How many more files there is room for, beside those that are here and on their way. */
export const roomFor = (limits: Limits, files: readonly Pick<ItemFile, 'status'>[], going: number): number =>
  limits.most - files.filter(({ status }) => counts.has(status)).length - going;

/** Of the files that someone chose those that may be sent, and those that would be refused. */
export function withinLimits<F extends Chosen>(chosen: readonly F[], limits: Limits, room: number) {
  const { taken, left } = fitting(
    chosen.filter((file) => isTaken(file, limits)),
    room,
  );
  return { taken, refused: [...chosen.filter((file) => !isTaken(file, limits)), ...left] };
}
