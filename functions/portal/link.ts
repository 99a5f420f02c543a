import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import { hashOfToken } from '../../shared/tokens.ts';

const lifeInDays = 30;
const dayInMs = 86_400_000;

/** A link to a contact's page. It is known by the hash of its token; the token stands in the mail and nowhere else. */
export const PortalLink = z.object({
  id: z.string(),
  contactId: Id('contact'),
  /** Of the contact when it was made: whoever sees one of them sees the link. */
  clientIds: z.array(Id('client')).max(50),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The mail that it went out with; none where someone of the firm copied it. */
  mailId: Id('mail').optional(),
  openedAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
});
export type PortalLink = z.output<typeof PortalLink>;

/** From now on no link that was made before opens anything: one mark, however many links there are. */
export const LinksRevoked = z.object({
  contactId: Id('contact'),
  clientIds: z.array(Id('client')).max(50),
  before: z.iso.datetime(),
});
export type LinksRevoked = z.output<typeof LinksRevoked>;

export const LinkId = z
  .string()
  .regex(/^[\w-]{43}$/, 'The id of a link')
  .meta({ examples: ['x'.repeat(43)] });

export const PortalLinkView = PortalLink.omit({ clientIds: true, revokedAt: true, contactId: true }).meta({
  id: 'PortalLink',
});

export const CopiedLink = z
  .object({
    id: LinkId,
    path: z.string().meta({ description: 'On the firm’s own site; it is told this once' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'CopiedPortalLink' });

/** After `#`: no server's log has it, and no scanner of mail uses it up. */
export const pathOf = (token: string): string => `/portal#${token}`;

type Who = Pick<PortalLink, 'contactId' | 'clientIds' | 'mailId'>;

export const minted = (token: string, who: Who, now: string): PortalLink => ({
  id: hashOfToken(token),
  ...who,
  madeAt: now,
  expiresAt: new Date(Date.parse(now) + lifeInDays * dayInMs).toISOString(),
});

type Marks = readonly Pick<LinksRevoked, 'before'>[];

/** Whoever came by a link may stay though it expired meanwhile, but not once it was revoked. */
export const isRevoked = ({ revokedAt, madeAt }: PortalLink, marks: Marks): boolean =>
  revokedAt !== undefined || marks.some(({ before }) => madeAt <= before);

export const isOpen = (link: PortalLink, marks: Marks, now: string): boolean =>
  now < link.expiresAt && !isRevoked(link, marks);

/** Someone of the firm was told it, and may have opened it themself. */
export const isCopied = ({ mailId }: PortalLink): boolean => mailId === undefined;

export const opened = (link: PortalLink, now: string): PortalLink => ({ ...link, openedAt: now });

export const revoked = (link: PortalLink, now: string): PortalLink => ({
  ...link,
  revokedAt: link.revokedAt ?? now,
});
