import { eventTypes } from '../../shared/events/types.ts';

export const auditEvent = eventTypes({
  'audit.broken': 'The nightly check found something changed behind the application’s back',
});
