import { receiveText } from './body.ts';
import type { Buckets } from './buckets.ts';
import type { Call, Routes } from './call.ts';
import { notEmulated, S3Error } from './error.ts';
import { bypasses } from './object-routes.ts';
import type { Versions } from './versions.ts';
import { nodesAt, parseXml, sendXml, textAt, type XmlNode, type XmlTree } from './xml.ts';

type Parts = { buckets: Buckets; versions: Versions };

const MOST_DELETED = 1000;

function createBucket({ bucket, headers, response }: Call, buckets: Buckets): void {
  buckets.create(bucket, headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true');
  response.writeHead(200, { location: `/${bucket}`, 'content-length': 0 }).end();
}

function deleteOne(call: Call, one: XmlNode, versions: Versions): XmlTree {
  const [key = '', versionId, etag] = [textAt(one, 'Key'), textAt(one, 'VersionId'), textAt(one, 'ETag')];
  try {
    const removed = versions.remove(call.bucket, key, {
      versionId,
      bypass: bypasses(call),
      headers: { 'if-match': etag },
    });
    const marker = removed.isDeleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: removed.versionId };
    return { Deleted: { Key: key, VersionId: versionId, ...marker } };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { Error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}

async function deleteObjects(call: Call, { buckets, versions }: Parts): Promise<void> {
  buckets.get(call.bucket);
  const asked = parseXml(await receiveText(call), 'Delete');
  const objects = nodesAt(asked, 'Object');
  if (!objects.length || objects.length > MOST_DELETED)
    throw new S3Error(400, 'MalformedXML', `A request deletes 1 to ${MOST_DELETED} objects`);
  const results = objects.map((one) => deleteOne(call, one, versions));
  const quiet = textAt(asked, 'Quiet') === 'true';
  sendXml(call.response, {
    DeleteResult: {
      Deleted: quiet ? [] : results.flatMap((result) => (result.Deleted ? [result.Deleted as XmlTree] : [])),
      Error: results.flatMap((result) => (result.Error ? [result.Error as XmlTree] : [])),
    },
  });
}

async function putVersioning(call: Call, buckets: Buckets): Promise<void> {
  const status = textAt(parseXml(await receiveText(call), 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended')
    throw new S3Error(400, 'IllegalVersioningConfigurationException', 'Versioning is Enabled or Suspended');
  if (buckets.get(call.bucket).locked && status === 'Suspended')
    throw new S3Error(
      409,
      'InvalidBucketState',
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    );
  buckets.change(call.bucket, { versioning: status });
  call.response.writeHead(200).end();
}

async function putNotification(call: Call, buckets: Buckets): Promise<void> {
  const asked = parseXml(await receiveText(call), 'NotificationConfiguration');
  const other = Object.keys(asked).find((name) => /^(Topic|Queue|CloudFunction)/.test(name));
  if (other) throw notEmulated(`${other}; notifications go to EventBridge`);
  buckets.get(call.bucket);
  buckets.change(call.bucket, { eventbridge: 'EventBridgeConfiguration' in asked });
  call.response.writeHead(200).end();
}

/** The routes of a bucket itself, without its lists and its configuration. */
export function bucketRoutes(parts: Parts): Routes {
  const { buckets } = parts;
  return {
    PUT: (call) => createBucket(call, buckets),
    HEAD: ({ bucket, response }) => {
      buckets.get(bucket);
      response.writeHead(200).end();
    },
    DELETE: ({ bucket, response }) => {
      buckets.remove(bucket);
      response.writeHead(204).end();
    },
    'POST delete': (call) => deleteObjects(call, parts),
    'GET location': ({ bucket, response }) => {
      buckets.get(bucket);
      sendXml(response, { LocationConstraint: '' });
    },
    'GET versioning': ({ bucket, response }) => {
      sendXml(response, { VersioningConfiguration: { Status: buckets.get(bucket).versioning } });
    },
    'PUT versioning': (call) => putVersioning(call, buckets),
    'GET notification': ({ bucket, response }) => {
      const told = buckets.get(bucket).eventbridge ? '' : undefined;
      sendXml(response, { NotificationConfiguration: { EventBridgeConfiguration: told } });
    },
    'PUT notification': (call) => putNotification(call, buckets),
  };
}

export function listBuckets({ response }: Call, buckets: Buckets): void {
  const Bucket = buckets
    .list()
    .map(({ name, created }) => ({ Name: name, CreationDate: new Date(created).toISOString() }));
  sendXml(response, { ListAllMyBucketsResult: { Buckets: { Bucket } } });
}
