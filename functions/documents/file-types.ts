import { invalid } from '../../shared/errors.ts';

/** How a file of a type is known by its bytes. */
export type Look =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'heic'
  | 'tiff'
  | 'zip'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'ole'
  | 'text';

export type FileType = {
  /** What the file is stored and given out as. */
  type: string;
  extensions: readonly string[];
  look: Look;
  /** What browsers call it, too. */
  also?: readonly string[];
};

const office = 'application/vnd.openxmlformats-officedocument';

/** What clients and the firm may send each other. What can run by itself is not among it. */
export const fileTypes: readonly FileType[] = [
  { type: 'application/pdf', extensions: ['pdf'], look: 'pdf' },
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg'], look: 'jpeg', also: ['image/jpg'] },
  { type: 'image/png', extensions: ['png'], look: 'png' },
  { type: 'image/gif', extensions: ['gif'], look: 'gif' },
  { type: 'image/webp', extensions: ['webp'], look: 'webp' },
  { type: 'image/heic', extensions: ['heic', 'heif'], look: 'heic', also: ['image/heif'] },
  { type: 'image/tiff', extensions: ['tif', 'tiff'], look: 'tiff' },
  { type: `${office}.wordprocessingml.document`, extensions: ['docx'], look: 'docx' },
  { type: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], look: 'xlsx' },
  { type: `${office}.presentationml.presentation`, extensions: ['pptx'], look: 'pptx' },
  { type: 'application/msword', extensions: ['doc'], look: 'ole' },
  { type: 'application/vnd.ms-excel', extensions: ['xls'], look: 'ole' },
  { type: 'text/csv', extensions: ['csv'], look: 'text', also: ['application/vnd.ms-excel', 'text/plain'] },
  { type: 'text/plain', extensions: ['txt'], look: 'text' },
  {
    type: 'application/x-ofx',
    extensions: ['ofx', 'qfx', 'qbo'],
    look: 'text',
    also: ['application/vnd.intu.qfx', 'application/vnd.intu.qbo'],
  },
  { type: 'application/zip', extensions: ['zip'], look: 'zip', also: ['application/x-zip-compressed'] },
];

const extensionOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
/** What a browser says that does not know. */
const unsaid = new Set(['', 'application/octet-stream']);

/** How a file of a type that is taken ends, whose name does not say. */
export const endingOf = (said: string): string | undefined =>
  fileTypes.find(({ type }) => type === said.split(';')[0]!.trim().toLowerCase())?.extensions[0];

/** The type of a file by its name, if what was said of it agrees. */
export function fileTypeOf(name: string, said: string): FileType {
  const extension = extensionOf(name);
  const found = fileTypes.find(({ extensions }) => extensions.includes(extension));
  if (!found) {
    const taken = fileTypes.flatMap(({ extensions }) => extensions).join(', ');
    const what = extension === '' ? 'A file without an ending' : `A file that ends in .${extension}`;
    throw invalid({ path: 'body.name', message: `${what} is not taken; these are: ${taken}` });
  }
  const type = said.split(';')[0]!.trim().toLowerCase();
  if (!unsaid.has(type) && type !== found.type && !found.also?.includes(type))
    throw invalid({ path: 'body.type', message: `A file that ends in .${extension} is ${found.type}, not ${type}` });
  return found;
}

export function lookOf(type: string): Look {
  const found = fileTypes.find((one) => one.type === type);
  if (!found) throw new Error(`No file is ${type}`);
  return found.look;
}
