import type { DescribeKeyRequest, ScheduleKeyDeletionRequest } from '@aws-sdk/client-kms';
import { AwsError } from '../aws-api.ts';
import type { Clock } from '../clock.ts';
import type { Key, KeyRing } from './key-ring.ts';
import { invalid } from './wire.ts';

const DAY = 86_400_000;

/** Every request that names one key. */
type OneKey = DescribeKeyRequest;

export function keyAdministration(ring: KeyRing, clock: Clock) {
  function undeleted(request: OneKey): Key {
    const key = ring.find(request.KeyId);
    if (key.state === 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
    return key;
  }
  return {
    DescribeKey(request: OneKey) {
      const key = ring.find(request.KeyId);
      return {
        KeyMetadata: {
          KeyId: key.id,
          Arn: key.arn,
          CreationDate: key.created / 1000,
          Enabled: key.state === 'Enabled',
          KeyState: key.state,
          KeySpec: key.spec,
          KeyUsage: key.spec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : 'GENERATE_VERIFY_MAC',
          KeyManager: 'CUSTOMER',
          Origin: 'AWS_KMS',
          ...(key.deletion !== null && { DeletionDate: key.deletion / 1000 }),
        },
      };
    },
    EnableKey: (request: OneKey) => ring.setState(undeleted(request), 'Enabled'),
    DisableKey: (request: OneKey) => ring.setState(undeleted(request), 'Disabled'),
    ScheduleKeyDeletion(request: ScheduleKeyDeletionRequest) {
      const key = undeleted(request);
      const days = request.PendingWindowInDays ?? 30;
      if (!(days >= 7 && days <= 30)) throw invalid('PendingWindowInDays must be 7 to 30');
      const deletion = clock.now() + days * DAY;
      ring.setState(key, 'PendingDeletion', deletion);
      return { KeyId: key.arn, DeletionDate: deletion / 1000, KeyState: 'PendingDeletion', PendingWindowInDays: days };
    },
    CancelKeyDeletion(request: OneKey) {
      const key = ring.find(request.KeyId);
      if (key.state !== 'PendingDeletion')
        throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
      ring.setState(key, 'Disabled');
      return { KeyId: key.arn };
    },
  };
}
