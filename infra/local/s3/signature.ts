import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { notEmulated, S3Error } from './error.ts';

/** Secret access keys by access key id. */
export type Keys = Readonly<Record<string, string>>;
export type Headers = Readonly<Record<string, string | undefined>>;
type SignedRequest = { method: string; path: string; query: URLSearchParams; headers: Headers };

type Signature = {
  credential: string;
  signedHeaders: string[];
  signature: string;
  date: string;
  payload: string;
};

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW = 15 * 60_000;
const LONGEST_EXPIRY = 7 * 24 * 3600;

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Percent-encoding as SigV4 wants it. */
export const uriEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The time of an `X-Amz-Date`; NaN when it is none. */
const amzTime = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Whether `signature` is what the holder of the credential's secret makes of `text`. Throws for an unknown key. */
export function checkSignature(text: string, credential: string, signature: string, keys: Keys): void {
  const [id = '', ...scope] = credential.split('/');
  if (scope.length !== 4 || scope[2] !== 's3' || scope[3] !== 'aws4_request')
    throw new S3Error(
      400,
      'AuthorizationHeaderMalformed',
      'The credential must be <key>/<date>/<region>/s3/aws4_request',
    );
  const secret = Object.hasOwn(keys, id) ? keys[id] : undefined;
  if (secret === undefined)
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS access key id you provided does not exist in our records.');
  const key = scope.reduce<Buffer | string>((signing, part) => hmac(signing, part), `AWS4${secret}`);
  if (!sameText(hmac(key, text).toString('hex'), signature))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and what you signed.',
    );
}

function fromQuery({ query, headers }: SignedRequest, now: number): Signature {
  const date = query.get('X-Amz-Date') ?? '';
  const expires = Number(query.get('X-Amz-Expires'));
  if (query.get('X-Amz-Algorithm') !== ALGORITHM || !(expires > 0 && expires <= LONGEST_EXPIRY) || !amzTime(date))
    throw new S3Error(
      400,
      'AuthorizationQueryParametersError',
      `X-Amz-Algorithm must be ${ALGORITHM}, X-Amz-Date a time, X-Amz-Expires between 1 and ${LONGEST_EXPIRY} seconds`,
    );
  if (now > amzTime(date) + expires * 1000) throw new S3Error(403, 'AccessDenied', 'Request has expired');
  if (now < amzTime(date) - SKEW) throw new S3Error(403, 'AccessDenied', 'Request is not yet valid');
  return {
    credential: query.get('X-Amz-Credential') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date,
    payload: headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

function fromHeader({ headers }: SignedRequest, now: number): Signature {
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]+)$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const date = headers['x-amz-date'];
  const payload = headers['x-amz-content-sha256'];
  if (!credential || !signedHeaders || !signature || !date) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  if (!payload) throw new S3Error(400, 'InvalidRequest', 'Missing required header: x-amz-content-sha256');
  if (!(Math.abs(now - amzTime(date)) <= SKEW))
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  return { credential, signedHeaders: signedHeaders.split(';'), signature, date, payload };
}

function canonicalRequest({ method, path, query, headers }: SignedRequest, signed: Signature): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='));
  const lines = signed.signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const encodedPath = path
    .split('/')
    .map((segment) => uriEncode(decodeURIComponent(segment)))
    .join('/');
  return [
    method,
    encodedPath,
    parameters.join('&'),
    lines.join(''),
    signed.signedHeaders.join(';'),
    signed.payload,
  ].join('\n');
}

function checkSignedHeaders(headers: Headers, signedHeaders: readonly string[]): void {
  const unsigned = Object.keys(headers).filter(
    (name) =>
      (name === 'host' || (name.startsWith('x-amz-') && name !== 'x-amz-content-sha256')) &&
      !signedHeaders.includes(name),
  );
  if (unsigned.length)
    throw new S3Error(
      403,
      'AccessDenied',
      `There were headers present in the request which were not signed: ${unsigned.join(', ')}`,
    );
}

/**
 * Refuses a request that is not signed, signed wrongly or too late; answers with how its payload is signed.
 * `now` is the machine's time, not the local cloud's: who signs does it by the machine's.
 */
export function authenticate(request: SignedRequest, keys: Keys, now: number): string {
  const signed = request.query.has('X-Amz-Signature') ? fromQuery(request, now) : fromHeader(request, now);
  const scope = signed.credential.split('/').slice(1).join('/');
  const digest = createHash('sha256').update(canonicalRequest(request, signed)).digest('hex');
  checkSignature([ALGORITHM, signed.date, scope, digest].join('\n'), signed.credential, signed.signature, keys);
  checkSignedHeaders(request.headers, signed.signedHeaders);
  if (!/^([0-9a-f]{64}|UNSIGNED-PAYLOAD|STREAMING-UNSIGNED-PAYLOAD-TRAILER)$/.test(signed.payload))
    throw notEmulated(`x-amz-content-sha256: ${signed.payload}`);
  return signed.payload;
}
