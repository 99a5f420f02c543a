import { eventTypes } from '../../shared/events/types.ts';

export const firmEvent = eventTypes({
  'firm.founded': 'The firm was set up, with its first administrator',
  'firm.updated': 'Settings of the firm changed, or who its administrators are',
  'member.invited': 'Someone was invited into the team',
  'member.invited-again': 'A new invitation was asked for',
  'member.updated': 'Name, mail, role or client scope of a team member changed',
  'member.disabled': 'A team member lost access',
  'member.enabled': 'A team member got access back',
});
