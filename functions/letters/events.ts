import { eventTypes } from '../../shared/events/types.ts';

export const letterEvent = eventTypes({
  'letter.drafted': 'What a client is to agree to was written down',
  'letter.changed': 'The draft of a letter changed: its words, its day, who signs',
  'letter.sent': 'The words of a letter are fixed, and its file is to be made',
  'letter.rendered': 'The file of a letter was made: the first signer can read it',
  'letter.mailed': 'Whose turn it is was told that there is something to sign',
  'letter.not-mailed': 'Whose turn it is could not be told of a letter',
  'letter.reminded': 'Whose turn it is was told again that there is something to sign',
  'letter.extended': 'There is more time to sign a letter',
  'letter.expired': 'The day by which to sign a letter has passed',
  'letter.opened': 'Someone who is to sign a letter read it for the first time',
  'letter.viewed': 'Someone who signs a letter looked at it again: told once a sitting of half an hour',
  'letter.downloaded': 'Someone of the team downloaded the file of a letter: told once a sitting of half an hour',
  'letter.signed-by-one': 'Someone signed a letter, and others are still to sign it',
  'letter.signed': 'Everyone has signed a letter',
  'letter.evidenced': 'The file of a signed letter was made, with the page that shows who signed how',
  'letter.copies-mailed': 'Those who signed a letter were told that their copy is there',
  'letter.declined': 'Someone who was to sign a letter declined it',
  'letter.withdrawn': 'The firm withdrew a letter',
  'letter.erased':
    'What a letter said and who was to sign it was erased with its client; or who that was, with the person',
});
