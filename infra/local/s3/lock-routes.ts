import { receiveText } from './body.ts';
import type { Buckets } from './buckets.ts';
import type { Call, Routes } from './call.ts';
import type { Clock } from '../clock.ts';
import { S3Error } from './error.ts';
import {
  lockConfigurationXml,
  noLockConfiguration,
  parseLegalHold,
  parseLockConfiguration,
  parseRetention,
  retentionXml,
} from './lock.ts';
import { bypasses } from './object-routes.ts';
import type { StoredVersion } from './version.ts';
import type { Versions } from './versions.ts';
import { sendXml } from './xml.ts';

const notConfigured = () =>
  new S3Error(404, 'NoSuchObjectLockConfiguration', 'The specified object does not have an ObjectLock configuration');

/** Object Lock of a version: `?retention` and `?legal-hold`. */
export function objectLockRoutes({
  buckets,
  versions,
  clock,
}: {
  buckets: Buckets;
  versions: Versions;
  clock: Clock;
}): Routes {
  function named({ bucket, key, query }: Call): StoredVersion {
    if (!buckets.get(bucket).locked) throw noLockConfiguration();
    return versions.get(bucket, key, query.get('versionId'));
  }
  return {
    'GET retention': (call) => {
      const { retention } = named(call).lock;
      if (!retention) throw notConfigured();
      sendXml(call.response, retentionXml(retention));
    },
    'PUT retention': async (call) => {
      const retention = parseRetention(await receiveText(call), clock.now());
      versions.setRetention(named(call), retention, bypasses(call));
      call.response.writeHead(200).end();
    },
    'GET legal-hold': (call) => {
      sendXml(call.response, { LegalHold: { Status: named(call).lock.legalHold ? 'ON' : 'OFF' } });
    },
    'PUT legal-hold': async (call) => {
      const held = parseLegalHold(await receiveText(call));
      versions.setLegalHold(named(call), held);
      call.response.writeHead(200).end();
    },
  };
}

/** Object Lock of a bucket: `?object-lock`. */
export function bucketLockRoutes(buckets: Buckets): Routes {
  return {
    'GET object-lock': ({ bucket, response }) => {
      const { locked, retention } = buckets.get(bucket);
      if (!locked)
        throw new S3Error(
          404,
          'ObjectLockConfigurationNotFoundError',
          'Object Lock configuration does not exist for this bucket',
        );
      sendXml(response, lockConfigurationXml(retention));
    },
    'PUT object-lock': async (call) => {
      const retention = parseLockConfiguration(await receiveText(call));
      if (buckets.get(call.bucket).versioning !== 'Enabled')
        throw new S3Error(409, 'InvalidBucketState', "Versioning must be 'Enabled' on the bucket to apply Object Lock");
      buckets.change(call.bucket, { locked: true, retention });
      call.response.writeHead(200).end();
    },
  };
}
