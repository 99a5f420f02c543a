import { civilDateAt, type TimeZone } from '../../shared/dates/zone.ts';
import { start } from '../../shared/events/chain.ts';
import type { Decided } from '../../shared/events/types.ts';
import { inFull } from '../templates/date-format.ts';
import type { Contact } from '../clients/contact.ts';
import { portalEvent } from './events.ts';
import { minted, type PortalLink } from './link.ts';
import { portalLinks } from './store.ts';

/** Where a mail’s text has the link, and the day it works until. They stay in what is kept of the mail. */
export const placeholders = { link: '{link}', 'link.expiresOn': '{link.expiresOn}' } as const;

export const asksForLink = ({ text }: { text: string }): boolean =>
  Object.values(placeholders).some((placeholder) => text.includes(placeholder));

/** A new link to a contact's page, in a chain of its own. */
export function mint(
  token: string,
  { id, clientIds }: Pick<Contact, 'id' | 'clientIds'>,
  now: string,
  mailId?: string,
): { link: PortalLink; decided: Decided } {
  const link = minted(token, { contactId: id, clientIds, ...(mailId !== undefined && { mailId }) }, now);
  const write = portalLinks.create(link);
  return { link, decided: portalEvent('portal-link.made', start(write.item.pk), [write]) };
}

/** “Tuesday, December 8”: the last whole day on which it opens the page, at the firm. */
export const lastDayOf = ({ expiresAt }: Pick<PortalLink, 'expiresAt'>, zone: TimeZone, locale = 'en-US'): string => {
  const on = civilDateAt(expiresAt, zone);
  return inFull(on, on, locale);
};

/** The mail as it leaves: with the link itself. */
export const withLink = (text: string, url: string, lastDay: string): string =>
  text.replaceAll(placeholders['link.expiresOn'], () => lastDay).replaceAll(placeholders.link, () => url);
