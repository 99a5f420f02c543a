import { eventTypes } from '../../shared/events/types.ts';

export const relationEvent = eventTypes({
  'client.relation-added': 'Someone whom a client or one of its people has to do with was written down',
  'client.relation-changed': 'What is known of a relation changed',
  'client.relation-removed': 'A relation no longer stands; a conflict search still finds it',
  'client.relations-erased': 'The names and notes in the relations of an erased client were taken away',
});
