import { eventTypes } from '../../shared/events/types.ts';

export const engagementEvent = eventTypes({
  'engagement.drafted': 'An engagement of a client was added',
  'engagement.updated': 'Title, term, letter or payer of an engagement changed',
  'engagement.service-added': 'The firm is to do one more thing for a client',
  'engagement.service-changed': 'A service of an engagement changed: how often, by whom, for how much',
  'engagement.service-removed': 'A service of an engagement was taken away',
  'engagement.agreed': 'What a client chose as they signed became a part of an engagement that goes on',
  'engagement.activated': 'Work on an engagement began',
  'engagement.paused': 'Work on an engagement rests',
  'engagement.resumed': 'Work on an engagement goes on',
  'engagement.ended': 'An engagement is over',
  'engagement.erased':
    'Its client was erased: what an engagement and its services were called went too, and it is over',
});
