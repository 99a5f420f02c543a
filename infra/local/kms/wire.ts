import { AwsError } from '../aws-api.ts';

/** AWS JSON carries the binary members as base64. */
export type Wire<T> = { [K in keyof T]: Uint8Array extends T[K] ? string | undefined : T[K] };
export const invalid = (message: string) => new AwsError('ValidationException', message);

/** A binary member, between one byte and `most`. */
export function bytes(text: string | undefined, name: string, most: number): Buffer {
  const decoded = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (decoded.length < 1 || decoded.length > most) throw invalid(`${name} must have 1 to ${most} bytes`);
  return decoded;
}
