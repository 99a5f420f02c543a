import { createHash } from 'node:crypto';
import type { Blob, Blobs } from './blobs.ts';
import type { Call } from './call.ts';
import {
  type Algorithm,
  ALGORITHMS,
  type Checksum,
  checksumHeader,
  DEFAULT_ALGORITHM,
  isAlgorithm,
  startDigest,
} from './checksums.ts';
import { decodeChunked } from './chunked.ts';
import { notEmulated, S3Error } from './error.ts';
import type { Headers } from './signature.ts';

const LONGEST_XML = 2 * 2 ** 20;
const OTHER_CHECKSUM_HEADERS = new Set(['x-amz-checksum-algorithm', 'x-amz-checksum-type', 'x-amz-checksum-mode']);

/** The algorithm that the sender names, by a checksum's header, a trailer or alone. */
export function namedAlgorithm(headers: Headers): Algorithm | undefined {
  const announced = [...Object.keys(headers), headers['x-amz-trailer']?.toLowerCase() ?? ''].filter(
    (name) => name.startsWith('x-amz-checksum-') && !OTHER_CHECKSUM_HEADERS.has(name),
  );
  if (announced.length > 1) throw new S3Error(400, 'InvalidRequest', 'Expecting a single x-amz-checksum- header');
  const named = headers['x-amz-checksum-algorithm'] ?? headers['x-amz-sdk-checksum-algorithm'];
  const [name] = [...announced.map((header) => header.slice('x-amz-checksum-'.length)), named ?? []].flat();
  if (name === undefined) return undefined;
  if (!isAlgorithm(name.toUpperCase()))
    throw notEmulated(`the checksum ${name.toUpperCase()}; it knows ${ALGORITHMS.join(', ')}`);
  return name.toUpperCase() as Algorithm;
}

type Measured = { size: number; md5: string; sums: Partial<Record<Algorithm, string>> };

/** Refuses content that is not what its sender said it was, in headers or in trailers. */
export function verify(content: Measured, headers: Headers, payload: string): void {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && Buffer.from(md5, 'base64').length !== 16)
    throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.');
  if (md5 !== undefined && md5 !== Buffer.from(content.md5, 'hex').toString('base64'))
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  for (const algorithm of ALGORITHMS) {
    const said = headers[checksumHeader(algorithm)];
    if (said !== undefined && said !== content.sums[algorithm])
      throw new S3Error(400, 'BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  const digest = Buffer.from(content.sums.SHA256 ?? '', 'base64').toString('hex');
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== digest)
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  const length = headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== content.size)
    throw new S3Error(400, 'IncompleteBody', 'The body is not as long as x-amz-decoded-content-length says');
  const trailer = headers['x-amz-trailer']?.toLowerCase();
  if (trailer !== undefined && headers[trailer] === undefined)
    throw new S3Error(400, 'MalformedTrailerError', `The trailer ${trailer} was announced and not sent`);
}

/** `iterator` instead of the request itself: a refusal must not tear down the connection it is answered on. */
function bodyOf({ request, payload }: Call, trailers: Map<string, string>): AsyncIterable<Uint8Array> {
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  return payload.startsWith('STREAMING-') ? decodeChunked(body, trailers) : body;
}

const needsSha256 = (payload: string): Algorithm[] => (/^[0-9a-f]{64}$/.test(payload) ? ['SHA256'] : []);

/** Puts the body on disk and verifies it; the blob is gone again when this throws. */
export async function receive(call: Call, blobs: Blobs): Promise<{ blob: Blob; checksum: Checksum }> {
  const { headers, payload } = call;
  if (headers['content-length'] === undefined && !payload.startsWith('STREAMING-'))
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  const algorithm = namedAlgorithm(headers) ?? DEFAULT_ALGORITHM;
  const trailers = new Map<string, string>();
  const blob = await blobs.write(bodyOf(call, trailers), [algorithm, ...needsSha256(payload)]);
  try {
    verify(blob, { ...headers, ...Object.fromEntries(trailers) }, payload);
  } catch (error) {
    blobs.remove([blob.name]);
    throw error;
  }
  return { blob, checksum: { algorithm, type: 'FULL_OBJECT', value: blob.sums[algorithm]! } };
}

/** The text of a small body, verified as content is. */
export async function receiveText(call: Call): Promise<string> {
  const trailers = new Map<string, string>();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(call, trailers)) {
    size += chunk.length;
    if (size > LONGEST_XML) throw new S3Error(400, 'MaxMessageLengthExceeded', 'Your request was too big.');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const named = namedAlgorithm(call.headers);
  const algorithms: Algorithm[] = [...(named ? [named] : []), ...needsSha256(call.payload)];
  const sums = algorithms.map((algorithm) => {
    const digest = startDigest(algorithm);
    digest.update(body);
    return [algorithm, digest.digest().toString('base64')] as const;
  });
  const md5 = createHash('md5').update(body).digest('hex');
  verify(
    { size, md5, sums: Object.fromEntries(sums) },
    { ...call.headers, ...Object.fromEntries(trailers) },
    call.payload,
  );
  return body.toString();
}
