import { eventTypes } from '../../shared/events/types.ts';

export const deadlineEvent = eventTypes({
  'postponement.entered': 'Someone entered that dates of law are postponed in an area, or are others than shown here',
  'postponement.changed': 'A postponement or correction of dates of law changed',
  'postponement.removed': 'A postponement or correction of dates of law was taken back',
});
