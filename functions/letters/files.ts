import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Letter } from './letter.ts';

/** The files of letters, in the vault. */
export type LetterVault = {
  /** Answers the version under which it lies; the same file again does no harm. */
  put: (key: string, bytes: Uint8Array, sha256: string) => Promise<string>;
  read: (key: string, versionId: string) => Promise<Uint8Array>;
  /** Takes one version away for good; one that is gone already does no harm. */
  destroy: (key: string, versionId: string) => Promise<void>;
};

export const keyOf = (letterId: string, which: 'letter' | 'signed'): string => `letters/${letterId}/${which}.pdf`;

/** The signed file, once there is one, else the one to be signed. */
export function fileOf({ id, title, fileVersion, signedFileVersion }: Letter) {
  const which = signedFileVersion === undefined ? 'letter' : 'signed';
  const versionId = signedFileVersion ?? fileVersion;
  if (versionId === undefined) return undefined;
  return { key: keyOf(id, which), versionId, name: `${title}.pdf`, type: 'application/pdf' };
}

export const s3LetterVault = (s3: S3Client, Bucket: string): LetterVault => ({
  async put(Key, Body, sha256) {
    const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
    const { VersionId } = await s3.send(
      new PutObjectCommand({ Bucket, Key, Body, ChecksumSHA256, ContentType: 'application/pdf' }),
    );
    return VersionId!;
  },
  async read(Key, VersionId) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body!.transformToByteArray();
  },
  async destroy(Key, VersionId) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  },
});
