import { eventTypes } from '../../shared/events/types.ts';

export const questionnaireEvent = eventTypes({
  'questionnaire.drafted': 'A questionnaire was added: written, copied, or one of those that are shipped',
  'questionnaire.updated': 'The draft of a questionnaire changed',
  'questionnaire.released': 'A questionnaire has a new version, which new organizers ask',
  'questionnaire.withdrawn': 'No more organizers are made of a questionnaire',
  'questionnaire.restored': 'A questionnaire that was withdrawn is there again',
});

export const organizerEvent = eventTypes({
  'organizer.drafted': 'An organizer for a client was prepared',
  'organizer.changed': 'An organizer changed: its title, its day, to whom it goes',
  'organizer.scheduled': 'An organizer goes out at a later time',
  'organizer.not-sent': 'An organizer could not go out on its day, and is a draft again',
  'organizer.sent': 'An organizer went out to people of the client',
  'organizer.reminded': 'People of the client were reminded of an organizer',
  'organizer.reminders-planned': 'When people are next reminded of an organizer was worked out anew',
  'organizer.not-reminded':
    'No reminder of an organizer could be written for someone: that step of its ladder has passed',
  'organizer.ladder-ended': 'All reminders of an organizer are out: someone is to call',
  'organizer.answered': 'Questions of an organizer were answered, or answers changed',
  'organizer.file-came': 'A file came for a question of an organizer, or was turned away',
  'organizer.submitted': 'The client has answered an organizer and sent it',
  'organizer.reviewed': 'Answers of an organizer were looked at, or are to be looked at again',
  'organizer.returned': 'An organizer went back to the client, with what is to be answered again',
  'organizer.accepted': 'An organizer is good: what it says was written into the client’s record',
  'organizer.cancelled': 'An organizer was called off',
  'organizer.erased': 'What an erased client answered is gone',
});
