import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Account } from './ports.ts';

/** The bucket of the site, through S3. */
export function siteOf(region: string): Pick<Account, 'put' | 'empty'> {
  const s3 = new S3Client({ region });
  return {
    async put(bucket, { key, body, contentType, cacheControl }) {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          CacheControl: cacheControl,
        }),
      );
    },
    async empty(bucket) {
      for (;;) {
        const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
        if (Contents.length === 0) return;
        const Objects = Contents.map(({ Key }) => ({ Key: Key! }));
        const { Errors = [] } = await s3.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        const [failed] = Errors;
        if (failed) throw new Error(`${bucket}/${failed.Key} could not be deleted: ${failed.Message}`);
      }
    },
  };
}
