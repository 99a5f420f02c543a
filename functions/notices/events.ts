import { eventTypes } from '../../shared/events/types.ts';

export const noticeEvent = eventTypes({
  'member.notices-chosen': 'Someone chose what they are told of, and how',
});
