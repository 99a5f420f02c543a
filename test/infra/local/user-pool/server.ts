// Serves a user pool and a KMS from the file given, until it is killed; prints where.
import { startAwsApi } from '../../../../infra/local/aws-api.ts';
import { movableClock } from '../../../../infra/local/clock.ts';
import { keyService } from '../../../../infra/local/kms/service.ts';
import type { KmsKey } from '../../../../infra/local/kms/key-ring.ts';
import { openStore } from '../../../../infra/local/store.ts';
import { userPool } from '../../../../infra/local/user-pool/pool.ts';
import { REGION, staffPool } from './fixture.ts';

const store = openStore(process.argv[2]!);
const clock = movableClock();
const pool = userPool({ store, clock, pools: [staffPool], sendMail: () => {}, region: REGION });
const arn = `arn:aws:kms:${REGION}:000000000000:key/data`;
const keys: KmsKey[] = [{ id: 'data', arn, aliases: [], spec: 'SYMMETRIC_DEFAULT' }];
const kms = keyService({ store, clock, keys });
const api = await startAwsApi({ json: [pool.service, kms], rest: [pool.rest] });
console.log(api.url);
