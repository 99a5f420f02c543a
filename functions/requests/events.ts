import { eventTypes } from '../../shared/events/types.ts';

export const requestEvent = eventTypes({
  'request.drafted': 'What a client is to be asked for was written down',
  'request.changed': 'A request changed: its words, its day, to whom it goes',
  'request.scheduled': 'A request is to go out at a time',
  'request.sent': 'A request went out to people of the client',
  'request.not-sent': 'A request could not go out and is a draft again',
  'request.cancelled': 'A request was called off',
  'request.completed': 'All that was asked for is there or settled',
  'request.item-filled': 'Cells of a table that the client was asked to answer were filled in',
  'request.item-submitted': 'Something that was asked for was given',
  'request.file-came': 'A file came for an item, or was turned away',
  'request.item-taken-back': 'What was given for an item was taken back',
  'request.item-accepted': 'What was given for an item is good',
  'request.item-returned': 'What was given for an item cannot be used: the client is asked again',
  'request.item-settled': 'An item needs nothing more: it does not apply, was waived or came another way',
  'request.item-reopened': 'An item that the firm had settled is asked for after all',
  'request.more-time-asked': 'The client asks for more time for an item',
  'request.more-time-answered': 'More time for an item was granted or refused',
  'request.reminded': 'People of the client were reminded of a request',
  'request.reminders-planned': 'When people of the client are next reminded was worked out anew',
  'request.ladder-ended': 'All reminders of a request are out: someone is to call',
});
