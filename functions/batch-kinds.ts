import type { BatchKind } from './batches/kind.ts';
import { discarding, releasing } from './notifications/held-mail.ts';

/** What the kinds load with, beside the table. */
export type BatchDeps = object;

/** Every kind of long work that the batch machine does. */
export const batchKinds: readonly BatchKind<BatchDeps>[] = [releasing, discarding];
