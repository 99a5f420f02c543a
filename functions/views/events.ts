import { eventTypes } from '../../shared/events/types.ts';

export const viewEvent = eventTypes({
  'view.kept': 'Someone kept the filters of a page under a name',
  'view.changed': 'The name or the filters of a kept view changed',
  'view.removed': 'A kept view was removed',
});
