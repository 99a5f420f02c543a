import { dates, services, type ShippedLetter } from './shipped-parts.ts';

/** Short ones, for any of the trades. */
export const generalLetters: readonly ShippedLetter[] = [
  {
    key: 'engagement-letter',
    name: 'Engagement letter',
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
    name: 'Fee agreement',
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
    name: 'Statement of work',
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
    name: 'Proposal with packages to choose from',
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
    name: 'Sign-off of a document',
    kind: 'sign-off',
    title: 'Sign-off: {document.name}',
    text: `{firm.name} has prepared “{document.name}” for {client.name}.

I have read it. As far as I know it is complete and correct, and I agree that it is final.`,
  },
];
