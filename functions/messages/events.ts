import { eventTypes } from '../../shared/events/types.ts';

export const threadEvent = eventTypes({
  'thread.started': 'A conversation with people of a client began',
  'thread.written': 'Someone wrote in a conversation with a client',
  'thread.changed': 'A conversation changed: what it is called, who takes part, whose it is to answer',
  'thread.closed': 'A conversation needs no answer any more',
  'thread.reopened': 'A conversation that was closed goes on',
  'thread.note-added': 'Someone of the team noted something about a conversation; clients never see it',
  'thread.mailed': 'What the firm wrote in a conversation was told by mail, to who had not read it',
  'thread.reply-held': 'A reply by mail did not surely come from whom it was to come from; a person looks at it',
  'thread.reply-accepted': 'Someone took a held reply for what the person wrote',
  'thread.reply-discarded': 'Someone threw a held reply away',
  'thread.erased': 'What was said in a conversation was erased; the events named have lost their content',
});
