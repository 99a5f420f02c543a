const hexOf = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

const digestOf = async (bytes: Blob): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());

/** The most that is sent in one piece, and read into memory at once. */
const mostInOne = 100 * 1024 ** 2;
const smallParts = 16 * 1024 ** 2;
const largeParts = 32 * 1024 ** 2;
/** The same file always has the same parts: by their checksums it is found again. */
export const partSizeOf = (size: number): number => (size > 1024 ** 3 ? largeParts : smallParts);

export const partOf = (file: Blob, number: number, partSize: number): Blob =>
  file.slice((number - 1) * partSize, number * partSize);

export type Checksums = { sha256: string; parts?: { size: number; sha256: string[] } };

/** Part after part, for nothing in a browser sums up a stream; `onRead` is told which part of the whole was read. */
async function ofParts(file: Blob, onRead: (part: number) => void, signal: AbortSignal): Promise<Checksums> {
  const size = partSizeOf(file.size);
  const count = Math.ceil(file.size / size);
  const digests: ArrayBuffer[] = [];
  for (let number = 1; number <= count; number++) {
    signal.throwIfAborted();
    digests.push(await digestOf(partOf(file, number, size)));
    onRead(number / count);
  }
  const whole = await digestOf(new Blob(digests));
  return { sha256: `${hexOf(whole)}-${count}`, parts: { size, sha256: digests.map(hexOf) } };
}

/** Worked out where the file is, so that what arrives is what was chosen. */
export const checksumsOf = async (
  file: Blob,
  onRead: (part: number) => void,
  signal: AbortSignal,
): Promise<Checksums> =>
  file.size > mostInOne ? ofParts(file, onRead, signal) : { sha256: hexOf(await digestOf(file)) };
