import { eventTypes } from '../../shared/events/types.ts';

export const portalEvent = eventTypes({
  'portal-link.made': 'A link to their page was made for a contact; only its hash is kept',
  'portal-link.opened': 'A contact opened their page by a link',
  'portal-link.left': 'A contact signed out of their page',
  'portal-link.revoked': 'A link to a contact’s page was revoked, and who came by it has to leave',
  'contact.portal-links-revoked': 'Every link to a contact’s page made until then was revoked',
});
