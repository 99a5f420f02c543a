import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Logger = NonNullable<DynamoDBClientConfig['logger']>;

/**
 * Keeps nothing, and has no `info`: for a logger that has one, the SDK copies each request and answer, also where they
 * are thrown away. Of a page of 100 records that is a quarter of the time.
 */
const logger = { debug() {}, warn() {}, error() {} } as Partial<Logger> as Logger;

/** How long a call to AWS may take before it is tried again, in milliseconds: a caller of ours waits behind it. */
export const patience = { requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 }, logger };
