import { eventTypes } from '../../shared/events/types.ts';

export const batchEvent = eventTypes({
  'batch.started': 'Long work on many items began',
  'batch.done': 'Long work came to its end; each item has its result',
  'batch.cancelled': 'Someone stopped long work before its end; what was done stays done',
  'batch.failed': 'Long work could not go on; what was done stays done',
});
