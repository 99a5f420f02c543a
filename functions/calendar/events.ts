import { eventTypes } from '../../shared/events/types.ts';

export const calendarEvent = eventTypes({
  'member.calendar-made': 'Someone made a private address of their calendar; the one before no longer works',
  'member.calendar-revoked': 'Someone took the private address of their calendar away',
});
