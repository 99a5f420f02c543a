import { eventTypes } from '../../shared/events/types.ts';

export const firmEvent = eventTypes({
  'firm.founded': 'The firm was set up, with its first administrator',
  'firm.logo-changed': 'The firm’s logo was put in, or another one',
  'firm.logo-removed': 'The firm’s logo was taken away',
  'firm.updated': 'Settings of the firm changed, or who its administrators are',
  'firm.roles-changed': 'Someone else does something for the whole firm from now on',
  'firm.went-live': 'Mail goes out to clients from here on; what was held stays held until it is released',
  'firm.mail-stopped': 'Mail to clients is held from here on',
  'member.invited': 'Someone was invited into the team',
  'member.invited-again': 'A new invitation was asked for',
  'member.updated': 'Name, mail, role, client scope, rights, hours, skills or rates of a team member changed',
  'member.disabled': 'A team member lost access',
  'member.enabled': 'A team member got access back',
  'member.absence-added': 'Someone will not work on some days',
  'member.absence-changed': 'An absence became another',
  'member.absence-removed': 'An absence was called off',
  'team.made': 'People were put together as a team',
  'team.updated': 'Name or people of a team changed',
  'team.removed': 'A team was broken up',
});
