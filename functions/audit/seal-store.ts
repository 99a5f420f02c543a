import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { Seal } from './seal.ts';

/** Where seals are read: nothing can be changed or removed there until its retention has passed. */
export type Seals = {
  /** All of them, oldest first. */
  all: () => Promise<Seal[]>;
  last: () => Promise<Seal | undefined>;
};

export const sealPrefix = 'seals/';

export function s3Seals(s3: S3Client, Bucket: string): Seals {
  const known = new Map<string, Promise<Seal>>();

  async function names(): Promise<string[]> {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: sealPrefix, ContinuationToken: token }));
      found.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      token = page.NextContinuationToken;
    } while (token);
    return found.toSorted();
  }

  async function fetch(Key: string): Promise<Seal> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return Seal.parse(JSON.parse(await Body!.transformToString()));
  }

  // A seal never changes: one that was read once is not read again.
  const read = (name: string) => {
    const reading = known.get(name) ?? fetch(name);
    known.set(name, reading);
    reading.catch(() => known.delete(name));
    return reading;
  };

  return {
    all: async () => Promise.all((await names()).map(read)),
    async last() {
      const name = (await names()).at(-1);
      return name === undefined ? undefined : read(name);
    },
  };
}
