import { type CfnElement, Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  type CorsRule,
  HttpMethods,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { type Index, indexes, projections } from '../shared/table/table.ts';
import type { Flags } from './flags.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
/** All indexes stand from the first release: CloudFormation adds or removes one per update. */
function projectionOf(index: Index) {
  const held = projections[index];
  if (!held) return {};
  if (held.length === 0) return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...held] };
}

export type Data = {
  table: TableV2;
  /** Uploads nobody has looked at yet. */
  quarantine: Bucket;
  /** Released documents, every version of them. */
  vault: Bucket;
  /** The nightly seals over all chains of events, locked against deletion. */
  seals: Bucket;
  /** Stream records that a reader could not handle, for `redeliver`. */
  failures: Bucket;
  /** The key under which the application makes its data keys for sensitive fields. */
  fieldKey: Key;
  /** Who read or wrote the other buckets. */
  logs: Bucket;
};

/** The table, the buckets and their keys: what outlives the stack. */
export function data(stack: Stack, flags: Flags): Data {
  const dataKey = flags.hardened ? customerKey(stack, flags) : undefined;
  const logs = logsBucket(stack);
  const bucket = (id: string, props: BucketProps) =>
    new Bucket(stack, id, {
      ...closed,
      ...(dataKey
        ? { encryption: BucketEncryption.KMS, encryptionKey: dataKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      ...props,
    });
  const days = Duration.days(flags.sealRetentionDays);
  const data = {
    logs,
    table: table(stack, dataKey),
    quarantine: bucket('Quarantine', {
      cors: [fromPages([HttpMethods.PUT])],
      // What is held there waits for a person, however long that takes.
      lifecycleRules: [
        tidyUploads,
        { id: 'Forget', prefix: 'imports/', expiration: Duration.days(30) },
        // Taken away once it is in its conversation; what could not be, in time.
        { id: 'ForgetMail', prefix: 'mail/', expiration: Duration.days(30) },
      ],
    }),
    vault: bucket('Vault', { cors: [fromPages([HttpMethods.GET])], versioned: true, lifecycleRules: [tidyUploads] }),
    seals: bucket('Seals', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: flags.hardened
        ? ObjectLockRetention.compliance(days)
        : ObjectLockRetention.governance(days),
    }),
    failures: bucket('Failures', { lifecycleRules: [{ id: 'Forget', expiration: Duration.days(90) }] }),
    fieldKey: new Key(stack, 'FieldKey', {
      description: 'Data keys for sensitive fields of clients. Without it, they cannot be read again.',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }),
  };
  tellOfUploads(data.quarantine);
  acknowledgeWildcards(stack, flags, data);
  return data;
}

/** Any page may ask: what lets it in is the signature in the address, and no cookie goes with it. */
const fromPages = (allowedMethods: HttpMethods[]): CorsRule => ({
  allowedMethods,
  allowedOrigins: ['*'],
  allowedHeaders: ['content-type', 'x-amz-checksum-sha256', 'if-none-match', 'range'],
  exposedHeaders: ['ETag', 'x-amz-checksum-sha256'],
  maxAge: 3600,
});

const tidyUploads = { id: 'AbandonedUploads', abortIncompleteMultipartUploadAfter: Duration.days(1) };

/** What every bucket of the stack has. */
export const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

function table(stack: Stack, dataKey: Key | undefined): TableV2 {
  return new TableV2(stack, 'Table', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: indexes.map((indexName) => ({
      indexName,
      partitionKey: text(`${indexName}Pk`),
      sortKey: text(`${indexName}Sk`),
      ...projectionOf(indexName),
    })),
    billing: Billing.onDemand(),
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'ttl',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: dataKey ? TableEncryptionV2.customerManagedKey(dataKey) : TableEncryptionV2.dynamoOwnedKey(),
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** Server access logs cannot be encrypted with a customer's key, nor go into the bucket that they are about. */
function logsBucket(stack: Stack): Bucket {
  const logs = new Bucket(stack, 'Logs', {
    ...closed,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ id: 'Forget', expiration: Duration.days(365) }],
  });
  Validations.of(logs).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'This bucket holds the access logs of the others; logging its own accesses would feed itself.',
  });
  return logs;
}

/**
 * Whoever may use the table or a bucket may use the key through it, as with the keys that AWS manages: rights to the
 * data are decided in one place, by the statements of each role.
 */
function customerKey(stack: Stack, { repliesAt }: Flags): Key {
  const key = new Key(stack, 'DataKey', {
    description: 'Everything at rest in the table and the buckets.',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'ThroughTheServicesThatHoldTheData',
      principals: [new AnyPrincipal()],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:CreateGrant',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': stack.account,
          'kms:ViaService': [`dynamodb.${stack.region}.amazonaws.com`, `s3.${stack.region}.amazonaws.com`],
        },
      },
    }),
  );
  if (repliesAt !== undefined)
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailThatComesIn',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
  return key;
}

/** Indexes and objects are named by a pattern in IAM; each of these is the whole of one resource of this stack. */
function acknowledgeWildcards(stack: Stack, flags: Flags, { table, seals, failures, quarantine, vault }: Data): void {
  const whole = [
    [table, '/index/*', 'All indexes of the one table: an entity may stand in any of them.'],
    [seals, '/*', 'Any seal: they are named by their day, and the bucket holds nothing else.'],
    [quarantine, '/imports/*', 'Any file that is imported: they are named by what is in them.'],
    ...(flags.repliesAt === undefined
      ? []
      : [[quarantine, '/mail/*', 'Any mail that came in: SES chooses the names.'] as const]),
    [quarantine, '/documents/*', 'Any uploaded file: their names are made by chance, so that nobody can guess them.'],
    [vault, '/documents/*', 'Any released file: their names are made by chance, so that nobody can guess them.'],
    [vault, '/letters/*', 'Any file of a letter: they are named by the letter.'],
    [failures, '/*', 'Any failed batch: Lambda chooses the names, and the bucket holds nothing else.'],
  ] as const;
  for (const [{ node }, pattern, reason] of whole)
    Validations.of(stack).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(node.defaultChild as CfnElement)}.Arn>${pattern}]`,
      reason,
    });
}

/** Written to the resource itself: the construct's `eventBridgeEnabled` would add a custom resource with a function of its own. */
function tellOfUploads(bucket: Bucket): void {
  if (!(bucket.node.defaultChild instanceof CfnBucket)) throw new Error(`${bucket.node.id} is not a bucket`);
  bucket.node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
