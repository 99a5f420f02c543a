import { eventTypes } from '../../shared/events/types.ts';

export const handOverEvent = eventTypes({
  'member.handed-over': 'What a team member holds is being given to others; their access may have ended with it',
  'client.handed-over': 'Someone’s part in the work for a client was given to someone else',
  'engagement.handed-over': 'Someone’s part in the services of an engagement was given to someone else',
});
