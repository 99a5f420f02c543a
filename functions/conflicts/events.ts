import { eventTypes } from '../../shared/events/types.ts';

export const conflictEvent = eventTypes({
  'conflict.searched': 'Names were looked for in everything that the firm has; the report is frozen',
  'conflict.decided': 'Whether to act for someone was decided on what a conflict search found',
  'conflict.erased': 'A client or person was erased, and with them what a conflict search had found of them',
});
