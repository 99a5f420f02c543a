import { eventTypes } from '../../shared/events/types.ts';

export const importEvent = eventTypes({
  'import.started': 'A file of clients began to be imported',
  'client.matched': 'A client was known again in an imported file, which changed nothing of it',
});
