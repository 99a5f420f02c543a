import { eventTypes } from '../../shared/events/types.ts';

export const templateEvent = eventTypes({
  'template.drafted': 'A template was added: written, copied, imported or taken from the library',
  'template.updated': 'The draft of a template changed',
  'template.published': 'A template has a new version, of which new jobs are made',
  'template.withdrawn': 'No more jobs are made of a template',
  'template.restored': 'A template that was withdrawn is there again',
});
