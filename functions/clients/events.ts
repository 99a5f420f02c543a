import { eventTypes } from '../../shared/events/types.ts';

export const clientEvent = eventTypes({
  'client.opened': 'A client was added',
  'client.updated': 'Something about a client changed',
  'client.revealed': 'Someone looked at a sensitive value of a client in clear',
  'client.erased': 'The personal data of a client was erased; the events named have lost their content',
  'client.contact-linked': 'A person became a contact of a client, or their part in it changed',
  'client.contact-removed': 'A person is no longer a contact of a client',
  'client.note-added': 'A note was written on a client',
  'client.note-changed': 'A note on a client was changed; its old text is kept',
  'contact.added': 'A person was added',
  'contact.updated': 'Something about a person changed',
  'contact.linked': 'A person became a contact of one more client',
  'contact.unlinked': 'A person is a contact of one client fewer',
  'contact.erased': 'The personal data of a person was erased; the events named have lost their content',
});
