import type { AutoKind } from '../../templates/task.ts';
import { assign } from './assign.ts';
import { changeStatus } from './change-status.ts';
import { conflictSearch } from './conflict-search.ts';
import { createTask } from './create-task.ts';
import type { Step } from './kind.ts';
import { sendLetter } from './send-letter.ts';
import { sendMail } from './send-mail.ts';
import { sendRequest } from './send-request.ts';
import { setField } from './set-field.ts';
import { setTag } from './set-tag.ts';
import { startEngagement } from './start-engagement.ts';
import { startTemplate } from './start-template.ts';

/** Whatever it waits for has come when it runs. */
const waited: Step = () => ({});
/** There is nothing yet that could do it: a person does, and records it. */
const ask: Step = () => 'asked';

const kinds: Readonly<Record<AutoKind, Step>> = {
  'send-mail': sendMail,
  'create-task': createTask,
  assign,
  'set-tag': setTag,
  'set-field': setField,
  'change-status': changeStatus,
  'start-template': startTemplate,
  'start-engagement': startEngagement,
  'conflict-search': conflictSearch,
  'wait-for-job': waited,
  'wait-until': waited,
  'send-request': sendRequest,
  'send-letter': sendLetter,
  'send-trust-request': ask,
  'draft-invoice': ask,
  'carry-hours': ask,
  'open-matter': ask,
  webhook: ask,
};

export const stepOf = (kind: string): Step | undefined =>
  Object.hasOwn(kinds, kind) ? kinds[kind as AutoKind] : undefined;
