import type { LetterWords } from './letter-template.ts';

export type ShippedLetter = LetterWords & { readonly key: string; readonly name: string };

/** What is done, and what it costs. */
export const services = `{for each service}
– {service.title}: {service.fee}
{end}`;

export const dates = `{if engagement.startsOn}We begin on {engagement.startsOn, MMMM d, yyyy}.{else}We begin when this is signed.{end}`;

/** How letters of US practice begin. */
export const head = `{today, MMMM d, yyyy}

{client.name}`;

export const bills = `Our bills are due when you receive them. Filing fees and other costs that we pay for you are added at what they cost us. If a bill stays unpaid we may stop work until it is paid, and we are not answerable for a day that is missed for that reason. Work that is not listed here is agreed with you, with its price, before we begin it.`;

export const electronically = `You can sign this letter electronically. A signature given that way counts as one on paper, and you can ask us for a copy on paper at any time.`;
