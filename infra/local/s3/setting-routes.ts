import { receiveText } from './body.ts';
import type { Buckets } from './buckets.ts';
import type { Call, Routes } from './call.ts';
import { corsXml, parseCors } from './cors.ts';
import { S3Error } from './error.ts';
import { parseXml, sendXml } from './xml.ts';

/**
 * Configurations that are kept and given back, and change nothing of what this S3 does: nothing expires, every
 * signed request is allowed, content lies unencrypted on this machine.
 */
const KEPT: Record<string, { root?: string; missing: string }> = {
  encryption: {
    root: 'ServerSideEncryptionConfiguration',
    missing: 'ServerSideEncryptionConfigurationNotFoundError',
  },
  lifecycle: { root: 'LifecycleConfiguration', missing: 'NoSuchLifecycleConfiguration' },
  ownershipControls: { root: 'OwnershipControls', missing: 'OwnershipControlsNotFoundError' },
  policy: { missing: 'NoSuchBucketPolicy' },
  publicAccessBlock: { root: 'PublicAccessBlockConfiguration', missing: 'NoSuchPublicAccessBlockConfiguration' },
  tagging: { root: 'Tagging', missing: 'NoSuchTagSet' },
};

function check(text: string, root: string | undefined): void {
  if (root !== undefined) {
    parseXml(text, root);
    return;
  }
  try {
    JSON.parse(text);
  } catch {
    throw new S3Error(400, 'MalformedPolicy', 'This policy contains invalid JSON');
  }
}

function keptRoutes(name: string, { root, missing }: { root?: string; missing: string }, buckets: Buckets): Routes {
  return {
    [`PUT ${name}`]: async (call) => {
      const body = await receiveText(call);
      check(body, root);
      buckets.get(call.bucket);
      buckets.setSetting(call.bucket, name, {
        body,
        type: root === undefined ? 'application/json' : 'application/xml',
      });
      call.response.writeHead(root === undefined ? 204 : 200).end();
    },
    [`GET ${name}`]: ({ bucket, response }) => {
      buckets.get(bucket);
      const setting = buckets.setting(bucket, name);
      if (!setting) throw new S3Error(404, missing, `The bucket has no ${name} configuration`);
      const { body, type } = setting;
      response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
    },
    [`DELETE ${name}`]: ({ bucket, response }) => {
      buckets.get(bucket);
      buckets.removeSetting(bucket, name);
      response.writeHead(204).end();
    },
  };
}

function corsRoutes(buckets: Buckets): Routes {
  return {
    'PUT cors': async (call: Call) => {
      const cors = parseCors(await receiveText(call));
      if (!cors.length) throw new S3Error(400, 'MalformedXML', 'A CORS configuration has at least one rule');
      buckets.change(call.bucket, { cors });
      call.response.writeHead(200).end();
    },
    'GET cors': ({ bucket, response }) => {
      const { cors } = buckets.get(bucket);
      if (!cors.length) throw new S3Error(404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist');
      sendXml(response, corsXml(cors));
    },
    'DELETE cors': ({ bucket, response }) => {
      buckets.change(bucket, { cors: [] });
      response.writeHead(204).end();
    },
  };
}

/** What a bucket is configured to, as far as it is not part of the bucket's own behaviour. */
export function settingRoutes(buckets: Buckets): Routes {
  const kept = Object.entries(KEPT).map(([name, setting]) => keptRoutes(name, setting, buckets));
  return Object.assign(corsRoutes(buckets), ...kept) as Routes;
}
