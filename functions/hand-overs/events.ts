import { eventTypes } from '../../shared/events/types.ts';

export const handOverEvent = eventTypes({
  'member.handed-over': 'What a team member holds is being given to others; their access may have ended with it',
  'client.handed-over': 'Someone’s part in the work for a client was given to someone else',
  'engagement.handed-over': 'Someone’s part in the services of an engagement was given to someone else',
  'job.handed-over': 'Someone’s part in a job, or their tasks in it, were given to someone else',
  'series.handed-over': 'What someone is to do in the jobs of a series was given to someone else',
  'request.handed-over': 'What a client is asked for goes on in the name of someone else',
  'organizer.handed-over': 'An organizer goes on in the name of someone else',
  'letter.handed-over': 'A letter that waits to be signed goes on in the name of someone else',
  'thread.handed-over': 'Who is to answer in a conversation was given to someone else',
  'firm.roles-handed-over': 'What someone does for the whole firm was given to someone else',
});
