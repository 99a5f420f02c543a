import { eventTypes } from '../../shared/events/types.ts';

export const mergeEvent = eventTypes({
  'client.merged': 'Another client was found to be this one, and became part of it',
  'client.merged-away': 'A client was found to be another one; everything of it goes there',
  'contact.merged': 'Another person was found to be this one, and became part of them',
  'contact.merged-away': 'A person was found to be another one; everything of them goes there',
  'record.relinked': 'A record of who was merged belongs to the other now',
  'client.records-arrived': 'Records of a client that was merged into this one arrived here',
  'client.records-left': 'Records of a client that was merged into another one went there',
  'contact.records-arrived': 'Records of a person that was merged into this one arrived here',
  'contact.records-left': 'Records of a person that was merged into another one went there',
});
