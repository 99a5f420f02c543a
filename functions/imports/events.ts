import { eventTypes } from '../../shared/events/types.ts';

export const importEvent = eventTypes({
  'import.started': 'A file of clients, of a close calendar or of open jobs began to be imported',
  'series.matched': 'Work that recurs was known again in an imported close calendar, which changed nothing of it',
  'client.matched': 'A client was known again in an imported file, which changed nothing of it',
});
