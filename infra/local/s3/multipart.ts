import { type Algorithm, ALGORITHMS, type ChecksumType } from './checksums.ts';
import { S3Error } from './error.ts';
import type { Headers } from './signature.ts';
import type { Part, Upload } from './uploads.ts';
import { nodesAt, parseXml, textAt } from './xml.ts';

const SMALLEST_PART = 5 * 2 ** 20;
const MOST_PARTS = 10_000;

/** Only a CRC can be computed for the whole from nothing but its parts; CRC64NVME is never composite. */
export function checksumTypeOf(algorithm: Algorithm | undefined, asked: string | undefined): ChecksumType | undefined {
  if (!algorithm) return undefined;
  const possible: ChecksumType[] = algorithm.startsWith('SHA')
    ? ['COMPOSITE']
    : algorithm === 'CRC64NVME'
      ? ['FULL_OBJECT']
      : ['COMPOSITE', 'FULL_OBJECT'];
  const type = asked === undefined ? possible[0] : possible.find((one) => one === asked);
  if (!type)
    throw new S3Error(
      400,
      'InvalidRequest',
      `The ${asked} checksum type cannot be used with the ${algorithm} algorithm.`,
    );
  return type;
}

export function partNumberOf(text: string | null | undefined): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS)
    throw new S3Error(400, 'InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
  return number;
}

/** A part has to come with the checksum that its upload was created for. */
export function checkPartAlgorithm(upload: Upload, algorithm: Algorithm | undefined): void {
  if (!upload.algorithm || algorithm === upload.algorithm || (!algorithm && upload.type === 'FULL_OBJECT')) return;
  throw new S3Error(
    400,
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${algorithm?.toLowerCase() ?? 'null'}`,
  );
}

type AskedPart = { number: number; etag: string; checksums: Partial<Record<Algorithm, string>> };

export const parseCompletion = (text: string): AskedPart[] =>
  nodesAt(parseXml(text, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: partNumberOf(textAt(part, 'PartNumber')),
    etag: (textAt(part, 'ETag') ?? '').replaceAll('"', ''),
    checksums: Object.fromEntries(
      ALGORITHMS.flatMap((algorithm) => {
        const value = textAt(part, `Checksum${algorithm}`);
        return value === undefined ? [] : [[algorithm, value]];
      }),
    ),
  }));

function matching(asked: AskedPart, part: Part | undefined): Part {
  const said = part && asked.checksums[part.checksum.algorithm];
  if (!part || part.etag !== asked.etag || (said !== undefined && said !== part.checksum.value))
    throw new S3Error(
      400,
      'InvalidPart',
      `Part ${asked.number} could not be found, or its entity tag or checksum does not match.`,
    );
  return part;
}

/** The parts that a completion names, in its order, each checked against what was uploaded. */
export function chosenParts(upload: Upload, asked: readonly AskedPart[], uploaded: readonly Part[]): Part[] {
  if (!asked.length) throw new S3Error(400, 'MalformedXML', 'A completion lists at least one part');
  if (asked.some(({ number }, index) => index > 0 && number <= asked[index - 1]!.number))
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  const { algorithm, type } = upload;
  const bare = type === 'COMPOSITE' && asked.find(({ checksums }) => checksums[algorithm!] === undefined);
  if (bare)
    throw new S3Error(
      400,
      'InvalidRequest',
      `The upload was created using a ${algorithm!.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${bare.number} in the request.`,
    );
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const chosen = asked.map((one) => matching(one, byNumber.get(one.number)));
  if (chosen.slice(0, -1).some((part) => part.size < SMALLEST_PART))
    throw new S3Error(
      400,
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size: 5 MB a part',
    );
  return chosen;
}

/** What a completion says of the whole object is checked before anything is stored. */
export function checkWhole(headers: Headers, algorithm: Algorithm, value: string, size: number): void {
  const said = headers[`x-amz-checksum-${algorithm.toLowerCase()}`];
  if (said !== undefined && said !== value && said !== value.split('-')[0])
    throw new S3Error(400, 'BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  const length = headers['x-amz-mp-object-size'];
  if (length !== undefined && Number(length) !== size)
    throw new S3Error(400, 'InvalidRequest', 'x-amz-mp-object-size is not the size of the parts together');
}
