import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { GenerateRandomRequest } from '@aws-sdk/client-kms';
import { AwsError, type JsonService, type Operation } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import { keyAdministration } from './administration.ts';
import { encryption } from './encryption.ts';
import { openKeyRing, type KmsKey } from './key-ring.ts';
import { macs } from './macs.ts';
import { invalid } from './wire.ts';

/** The signature is not checked, but there must be one. */
const signed =
  (run: Operation): Operation =>
  (input, request) => {
    if (!request.headers.authorization)
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    return run(input, request);
  };

function GenerateRandom({ NumberOfBytes: length = 0 }: GenerateRandomRequest) {
  if (!(length >= 1 && length <= 1024)) throw invalid('NumberOfBytes must be 1 to 1024');
  return { Plaintext: randomBytes(length).toString('base64') };
}

/** KMS with the template's symmetric and HMAC keys; their material is in the store, so only that opens its blobs. */
export function keyService(options: { store: DatabaseSync; clock: Clock; keys: readonly KmsKey[] }): JsonService {
  const ring = openKeyRing(options.store, options.clock, options.keys);
  const operations: Record<string, Operation> = {
    ...encryption(ring),
    ...macs(ring),
    ...keyAdministration(ring, options.clock),
    GenerateRandom,
  };
  const guarded = Object.entries(operations).map(([name, run]) => [name, signed(run)] as const);
  return { target: 'TrentService', operations: Object.fromEntries(guarded) };
}
