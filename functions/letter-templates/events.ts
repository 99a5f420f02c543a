import { eventTypes } from '../../shared/events/types.ts';

export const letterTemplateEvent = eventTypes({
  'letter-template.worded': 'The firm put what a letter begins with into its own words',
  'letter-template.reset':
    'The firm’s own words for a letter were taken away; the shipped ones hold, where there are some',
});
