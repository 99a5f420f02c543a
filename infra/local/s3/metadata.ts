import { validateHeaderName, validateHeaderValue } from 'node:http';
import { notEmulated, S3Error } from './error.ts';
import type { Headers } from './signature.ts';

/** Headers that a read gives back as the write sent them, and that `response-*` overrides. */
export const CONTENT_HEADERS = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
];
const KEPT = new Set([
  ...CONTENT_HEADERS,
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-storage-class',
]);
const REFUSED =
  /^x-amz-(server-side-encryption-customer-|server-side-encryption-context|grant-|website-redirect-|write-offset-)/;
const MOST_METADATA = 2048;

export function checkHeaderValue(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new S3Error(400, 'InvalidArgument', `${name} cannot be a header as it is: encode it`);
  }
}

function withoutChunking(name: string, value: string): string {
  if (name !== 'content-encoding') return value;
  const encodings = value.split(',').map((encoding) => encoding.trim());
  return encodings.filter((encoding) => encoding !== 'aws-chunked').join(', ');
}

/** What of a write's headers stays with the object. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const refused = Object.keys(headers).find((name) => REFUSED.test(name));
  if (refused) throw notEmulated(`the header ${refused}`);
  const acl = headers['x-amz-acl'] ?? headers.acl;
  if (acl !== undefined && acl !== 'private' && acl !== 'bucket-owner-full-control')
    throw new S3Error(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
  const kept = Object.entries(headers)
    .filter(([name, value]) => value !== undefined && (KEPT.has(name) || name.startsWith('x-amz-meta-')))
    .map(([name, value]) => [name, withoutChunking(name, value!)] as const)
    .filter(([, value]) => value !== '');
  for (const [name, value] of kept) checkHeaderValue(name, value);
  const metadata = kept.filter(([name]) => name.startsWith('x-amz-meta-'));
  const size = metadata.reduce((sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + value.length, 0);
  if (size > MOST_METADATA)
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  return Object.fromEntries(kept);
}

/** The part of the kept headers that the answer to a write repeats. */
export const encryptionHeaders = (kept: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(kept).filter(([name]) => name.startsWith('x-amz-server-side-encryption')));
