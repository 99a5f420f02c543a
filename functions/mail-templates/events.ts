import { eventTypes } from '../../shared/events/types.ts';

export const mailTemplateEvent = eventTypes({
  'mail-template.worded': 'The firm put a mail into its own words',
  'mail-template.reset': 'The firm’s own words of a mail were taken away; the shipped ones hold, where there are some',
});
