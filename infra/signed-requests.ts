import { Duration } from 'aws-cdk-lib/core';
import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/** As long as the longest of those that we sign works: an upload. */
const oldest = Duration.minutes(10);

/** Whoever may sign requests signs none that works for longer, whatever it says of itself. */
export function refuseOldSignatures(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'NoOldSignature',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { NumericGreaterThan: { 's3:signatureAge': String(oldest.toMilliseconds()) } },
    }),
  );
}

/**
 * A document that came is never written over: who brings one says `If-None-Match: *`, in the one request or in that which
 * makes one file of its parts. Beginning a file in parts, and each part, takes no such header and makes no file. Only intake
 * puts an empty file over one that it has taken in or turned away.
 */
export function refuseToWriteOver(quarantine: Bucket, intake: IRole): void {
  quarantine.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OnlyWhereNothingLies',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [quarantine.arnForObjects('documents/*')],
      conditions: {
        Null: { 's3:if-none-match': 'true' },
        Bool: { 's3:ObjectCreationOperation': 'true' },
        ArnNotEquals: { 'aws:PrincipalArn': intake.roleArn },
      },
    }),
  );
}
