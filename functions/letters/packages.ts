import * as z from 'zod';
import { broken, invalid } from '../../shared/errors.ts';
import type { NewId } from '../../shared/ids.ts';
import { Text } from '../../shared/table/fields.ts';
import { Tag } from '../clients/client.ts';
import { addService, type Engagement, updateService } from '../engagements/engagement.ts';
import { Fee } from '../engagements/fee.ts';
import { Service } from '../engagements/service.ts';
import { feeInWords } from './fee-words.ts';

const { code, name, template, frequency, firstPeriod, budgetMinutes } = Service.shape;

/** Nobody agrees to a price that is not there. */
const Offered = z.strictObject({ code, name, template, frequency, firstPeriod, budgetMinutes, fee: Fee });

/** One of the ways in which a client can take what a proposal offers. */
export const Package = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    text: Text(2000).optional(),
    services: z.array(Offered).min(1).max(15),
    /** What the client is called once they have chosen it: further work goes by that. */
    tags: z.array(Tag).max(10).default([]),
  })
  .meta({ id: 'LetterPackage' });
export type Package = z.output<typeof Package>;

/** Without its words for events: these are among what a letter says. */
export const Packages = z
  .array(Package)
  .max(3)
  .refine((all) => new Set(all.map(({ name: one }) => one)).size === all.length, 'Two packages have the same name');

/** A package as a client reads it. */
export const PackageInWords = z.object({
  name: z.string(),
  text: z.string().optional(),
  services: z.array(z.object({ name: z.string(), fee: z.string() })),
});
export type PackageInWords = z.output<typeof PackageInWords>;

export const inWords = ({ name: called, text, services }: Package): PackageInWords => ({
  name: called,
  ...(text !== undefined && { text }),
  services: services.map((one) => ({ name: one.name, fee: feeInWords(one.fee, one.frequency) })),
});

/** Every word of them that a letter's file shows. */
export const wordsOfPackages = (packages: readonly Package[] = []): string[] =>
  packages
    .map(inWords)
    .flatMap(({ name: called, text = '', services }) => [
      called,
      text,
      ...services.flatMap((one) => [one.name, one.fee]),
    ]);

type Offer = { kind: string; packages?: readonly Package[] | undefined };

/** Only a proposal offers packages, and it offers one at least. */
export function checkOffer({ kind, packages = [] }: Offer): void {
  if (kind === 'proposal' && packages.length === 0)
    throw broken('A proposal offers a package at least; say what it is made of', { field: 'packages' });
  if (kind !== 'proposal' && packages.length > 0)
    throw broken('Only a proposal offers packages', { field: 'packages' });
}

type Proposal = { packages?: readonly Package[] | undefined; chosen?: string | undefined };

/** The first who signs chooses; whoever signs after them signs for the same. */
export function choose({ packages = [], chosen }: Proposal, asked: string | undefined): string | undefined {
  const wrong = (message: string) => invalid({ path: 'body.package', message });
  if (packages.length === 0) {
    if (asked !== undefined) throw wrong('This letter offers no packages');
    return undefined;
  }
  if (asked === undefined) throw wrong('Choose one of the packages');
  if (!packages.some((one) => one.name === asked)) throw wrong('This letter offers no such package');
  if (chosen !== undefined && asked !== chosen) throw wrong(`“${chosen}” is chosen already, and signed for`);
  return asked;
}

export const chosenOf = ({ packages = [], chosen }: Proposal): Package | undefined =>
  packages.find((one) => one.name === chosen);

/**
 * What was chosen becomes the engagement's: a service that it has by its code is as agreed now, the others are added.
 * Once for each letter: what people change afterwards stays.
 */
export function agreedIn(engagement: Engagement, letter: Proposal & { id: string }, newId: NewId): Engagement {
  const chosen = chosenOf(letter);
  const { proposals = [] } = engagement;
  if (!chosen || proposals.includes(letter.id)) return engagement;
  const agreed = chosen.services.reduce((after, service) => {
    const had = after.services.find((one) => one.code === service.code);
    return had ? updateService(after, had.id, service) : addService(after, service, newId('service'));
  }, engagement);
  return { ...agreed, proposals: [...proposals, letter.id] };
}

const plain = (tag: string): string => tag.toLowerCase();
const mostTags = 50;

/** The tags of a client with those of a package; as many as there is room for. */
export const tagged = (tags: readonly string[], { tags: more }: Package): string[] => {
  const had = new Set(tags.map(plain));
  return [...tags, ...more.filter((tag) => !had.has(plain(tag)))].slice(0, Math.max(mostTags, tags.length));
};
