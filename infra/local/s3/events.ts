/** Something that happened to an object of a bucket whose notifications go to EventBridge. */
export type S3Event = {
  /** The same in every delivery of the event. */
  id: string;
  name: 'Object Created' | 'Object Deleted' | 'Object Tags Added' | 'Object Tags Deleted';
  time: number;
  bucket: string;
  key: string;
  size?: number | undefined;
  etag?: string | undefined;
  versionId?: string | undefined;
  /** Grows with every event: of two events of one key the greater is the later. */
  sequencer: string;
  reason?: 'PutObject' | 'POST Object' | 'CopyObject' | 'CompleteMultipartUpload' | 'DeleteObject' | undefined;
  deletionType?: 'Permanently Deleted' | 'Delete Marker Created' | undefined;
};

/** The event as EventBridge carries it (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). */
export function toEventBridge(event: S3Event, where: { account: string; region: string }) {
  return {
    version: '0',
    id: event.id,
    'detail-type': event.name,
    source: 'aws.s3',
    account: where.account,
    time: new Date(event.time).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: where.region,
    resources: [`arn:aws:s3:::${event.bucket}`],
    detail: {
      version: '0',
      bucket: { name: event.bucket },
      object: {
        key: event.key,
        ...(event.size !== undefined && { size: event.size }),
        ...(event.etag !== undefined && { etag: event.etag }),
        ...(event.versionId !== undefined && { 'version-id': event.versionId }),
        sequencer: event.sequencer,
      },
      'request-id': event.id,
      requester: where.account,
      'source-ip-address': '127.0.0.1',
      ...(event.reason && { reason: event.reason }),
      ...(event.deletionType && { 'deletion-type': event.deletionType }),
    },
  };
}
