import type { Stack } from 'aws-cdk-lib/core';
import type { Flags } from './flags.ts';

/** What CloudFront tells the API, so that it can refuse whoever comes past it. */
export type Edge = { headers: Record<string, string> };

export const edge = (_stack: Stack, _flags: Flags): Edge => ({ headers: {} });

export const webAclOf = (_stack: Stack, _flags: Flags): string | undefined => undefined;
