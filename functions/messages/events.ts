import { eventTypes } from '../../shared/events/types.ts';

export const threadEvent = eventTypes({
  'thread.started': 'A conversation with people of a client began',
  'thread.written': 'Someone wrote in a conversation with a client',
  'thread.changed': 'A conversation changed: what it is called, who takes part, whose it is to answer',
  'thread.closed': 'A conversation needs no answer any more',
  'thread.reopened': 'A conversation that was closed goes on',
  'thread.note-added': 'Someone of the team noted something about a conversation; clients never see it',
  'thread.erased': 'What was said in a conversation was erased; the events named have lost their content',
});
