import { eventTypes } from '../../shared/events/types.ts';

export const documentEvent = eventTypes({
  'document.expected': 'A file may be uploaded: name, type, size and checksum are fixed',
  'document.arrived': 'A file came into quarantine, where it is looked at',
  'document.checked': 'Nothing was found in a file; it goes into the vault',
  'document.held': 'A file was held back: a person decides on it',
  'document.let-through': 'Someone let a file through that was held back',
  'document.rejected': 'A file was turned away, with a reason',
  'document.released': 'A file stands in the vault and can be read',
  'document.changed': 'Name, tags or who of a client may see a file changed',
  'document.erased': 'A file was erased with its client: name, words and bytes',
  'document.downloaded': 'Someone downloaded a file: told once a sitting of half an hour',
  'document.viewed': 'Someone looked at a file: told once a sitting of half an hour',
});
