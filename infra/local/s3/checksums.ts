import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';
/** `value` is base64; a composite one ends in `-<number of parts>`. */
export type Checksum = { algorithm: Algorithm; type: ChecksumType; value: string };

type Digest = { update: (chunk: Uint8Array) => unknown; digest: () => Buffer };

/** What S3 computes when the sender names no algorithm. */
export const DEFAULT_ALGORITHM: Algorithm = 'CRC64NVME';

export const isAlgorithm = (name: string): name is Algorithm => (ALGORITHMS as readonly string[]).includes(name);

export const checksumHeader = (algorithm: Algorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`;

const CRC32C = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

const CRC64 = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
  return crc;
});
const CRC64_HIGH = Uint32Array.from(CRC64, (crc) => Number(crc >> 32n));
const CRC64_LOW = Uint32Array.from(CRC64, (crc) => Number(crc & 0xffffffffn));

function bytesOf(...words: number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => bytes.writeUInt32BE(word >>> 0, index * 4));
  return bytes;
}

function crc32Digest(): Digest {
  let crc = 0;
  return { update: (chunk) => (crc = crc32(chunk, crc)), digest: () => bytesOf(crc) };
}

function crc32cDigest(): Digest {
  let crc = -1;
  return {
    update(chunk) {
      for (let at = 0; at < chunk.length; at++) crc = CRC32C[(crc ^ chunk[at]!) & 255]! ^ (crc >>> 8);
    },
    digest: () => bytesOf(~crc),
  };
}

/** In two halves of 32 bits: BigInt would be a hundred times slower. */
function crc64Digest(): Digest {
  let high = -1;
  let low = -1;
  return {
    update(chunk) {
      for (let at = 0; at < chunk.length; at++) {
        const index = (low ^ chunk[at]!) & 255;
        low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[index]!;
        high = (high >>> 8) ^ CRC64_HIGH[index]!;
      }
    },
    digest: () => bytesOf(~high, ~low),
  };
}

export function startDigest(algorithm: Algorithm): Digest {
  switch (algorithm) {
    case 'CRC32':
      return crc32Digest();
    case 'CRC32C':
      return crc32cDigest();
    case 'CRC64NVME':
      return crc64Digest();
    case 'SHA1':
    case 'SHA256':
      return createHash(algorithm.toLowerCase());
  }
}

/** The checksum of the parts' checksums, as S3 gives it to a multipart object. */
export function compositeChecksum(algorithm: Algorithm, parts: readonly string[]): Checksum {
  const digest = startDigest(algorithm);
  for (const part of parts) digest.update(Buffer.from(part, 'base64'));
  return { algorithm, type: 'COMPOSITE', value: `${digest.digest().toString('base64')}-${parts.length}` };
}

export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The same in the body of an answer: `ChecksumSHA256`, `ChecksumType`. */
export function checksumElements(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}
