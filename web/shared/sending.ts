import { type Checksums, checksumsOf, partOf } from './checksums.ts';
import { sendSigned, type SignedUpload, Unsent } from './signed-upload.ts';
import { untilItPasses } from './trying-again.ts';

type InParts = { partSize: number; count: number; arrived: number[] };
type HowTo = SignedUpload | InParts;
type SignedPart = SignedUpload & { number: number };
type Expected = { id: string; upload: HowTo };

/** The API as one of the sites calls it. */
export type Site = {
  post: <T>(path: string, body?: object) => Promise<T>;
  /** Where documents are called by their ids. */
  documents: string;
  /** Of an answer of the API, or none. */
  mayPass: (error: unknown) => boolean;
};

export type Watching = {
  /** What else is said of it: the folder that it lies in. */
  more?: object;
  onStep: (step: 'reading' | 'sending', part: number) => void;
  /** The document is there, and what is to come of it. */
  onExpected?: (id: string) => void;
  signal: AbortSignal;
};

const several = 3;
/** So few that they are sent before their signatures are too old, and that who sends them stays signed in. */
const signedAtOnce = 6;

/** No connection, the storage having trouble, or a signature that was too old when its turn came. */
const mayBeSent = (error: unknown, round: number): boolean =>
  error instanceof Unsent && (error.status === 0 || error.status >= 500 || (error.status === 403 && round === 0));

/** The file in one request; for each further try a new one, for the first may have grown too old. */
async function sendWhole(file: Blob, { id, upload }: Expected, site: Site, { onStep, signal }: Watching) {
  await untilItPasses(
    async (round) => {
      const how = round === 0 ? upload : await site.post<HowTo>(`${site.documents}/${id}/upload`);
      if ('url' in how) await sendSigned(file, how, (bytes) => onStep('sending', bytes / file.size), signal);
    },
    (error, round) => mayBeSent(error, round) || site.mayPass(error),
    signal,
  );
}

/** Those parts that have not come, several at once; then it is told that all are there. */
async function sendParts(file: Blob, { id, upload }: Expected & { upload: InParts }, site: Site, watching: Watching) {
  const { signal, onStep } = watching;
  const { partSize, count, arrived } = upload;
  const path = `${site.documents}/${id}`;
  const sent = new Map<number, number>(arrived.map((number) => [number, partOf(file, number, partSize).size]));
  const show = (number: number, bytes: number) => {
    sent.set(number, bytes);
    onStep('sending', [...sent.values()].reduce((sum, one) => sum + one, 0) / file.size);
  };
  const again = <T>(attempt: (round: number) => Promise<T>) =>
    untilItPasses(attempt, (error, round) => mayBeSent(error, round) || site.mayPass(error), signal);
  const sign = async (numbers: number[]) =>
    (await site.post<{ parts: SignedPart[] }>(`${path}/parts`, { numbers })).parts;
  const left = Array.from({ length: count }, (_, i) => i + 1).filter((number) => !sent.has(number));
  if (arrived.length > 0) show(arrived[0]!, sent.get(arrived[0]!)!);
  while (left.length > 0) {
    const next = left.splice(0, signedAtOnce);
    const signed = (await again(() => sign(next))).values();
    const worker = async () => {
      for (const first of signed) {
        const bytes = partOf(file, first.number, partSize);
        await again(async (round) => {
          const part = round === 0 ? first : (await sign([first.number]))[0]!;
          await sendSigned(bytes, part, (gone) => show(first.number, gone), signal);
        });
        show(first.number, bytes.size);
      }
    };
    await Promise.all(Array.from({ length: several }, worker));
  }
  await again(() => site.post(`${path}/complete`));
}

const isInParts = (expected: Expected): expected is Expected & { upload: InParts } => 'partSize' in expected.upload;

/**
 * Brings one file to a place where it may go: all of it, or what is left of it where this person began to send it before.
 * Who does not want to any more aborts the signal, and what was begun is given up. Answers what the document is known as.
 */
export async function sendFile(place: string, file: File, site: Site, watching: Watching): Promise<string> {
  const { more, onStep, signal, onExpected } = watching;
  onStep('reading', 0);
  const sums: Checksums = await checksumsOf(file, (part) => onStep('reading', part), signal);
  const said = { name: file.name, type: file.type, size: file.size, ...sums, ...more };
  const expected = await untilItPasses(() => site.post<Expected>(place, said), site.mayPass, signal);
  onExpected?.(expected.id);
  try {
    onStep('sending', 0);
    await (isInParts(expected) ? sendParts(file, expected, site, watching) : sendWhole(file, expected, site, watching));
  } catch (error) {
    if (signal.aborted) await site.post(`${site.documents}/${expected.id}/cancel`).catch(() => {});
    throw error;
  }
  return expected.id;
}
