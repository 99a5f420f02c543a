import type { LetterWords } from './letter-template.ts';

export type ShippedLetter = LetterWords & { readonly key: string };

const services = `{for each service}
– {service.title}: {service.fee}
{end}`;

const dates = `{if engagement.startsOn}We begin on {engagement.startsOn, MMMM d, yyyy}.{else}We begin when this is signed.{end}`;

/** What a firm begins with, one for each of its trades. None is legal advice: a firm has its own read by a lawyer. */
export const shippedLetters: readonly ShippedLetter[] = [
  {
    key: 'engagement-letter',
    kind: 'engagement-letter',
    title: 'Engagement letter: {engagement.title}',
    text: `This letter is between {firm.name} and {client.name}.

What we do, and what it costs

${services}

What we need from you

Complete and correct records, in time for the days we tell you of. We rely on them and do not audit them.

Term

${dates} Either of us can end this in writing.`,
  },
  {
    key: 'fee-agreement',
    kind: 'fee-agreement',
    title: 'Fee agreement: {engagement.title}',
    text: `{client.name} engages {firm.name} in the matter of {engagement.title}.

Scope and fees

${services}

We do nothing outside this scope unless we both agree to it in writing. No outcome is promised.

Term

${dates} You can end our engagement at any time; what was done until then is paid for.`,
  },
  {
    key: 'statement-of-work',
    kind: 'statement-of-work',
    title: 'Statement of work: {engagement.title}',
    text: `{firm.name} works for {client.name} on {engagement.title}.

Deliverables and fees

${services}

A change of scope is agreed in writing, with its price and its day, before work on it begins.

Term

${dates}`,
  },
  {
    key: 'proposal',
    kind: 'proposal',
    title: 'Proposal: {engagement.title}',
    text: `{firm.name} offers {client.name} the packages below. Choose the one that suits you as you sign.

What we need from you

Complete and correct records, in time for the days we tell you of. We rely on them and do not audit them.

Term

${dates} Either of us can end this in writing.`,
  },
  {
    key: 'sign-off',
    kind: 'sign-off',
    title: 'Sign-off: {document.name}',
    text: `{firm.name} has prepared “{document.name}” for {client.name}.

I have read it. As far as I know it is complete and correct, and I agree that it is final.`,
  },
];
