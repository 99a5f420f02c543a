import { eventTypes } from '../../shared/events/types.ts';

export const wallEvent = eventTypes({
  'client.access-changed': 'Who of the team may see a client was chosen, or opened to all again',
});
