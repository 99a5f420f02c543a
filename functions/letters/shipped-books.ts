import { bills, dates, electronically, head, services, type ShippedLetter } from './shipped-parts.ts';

export const booksLetters: readonly ShippedLetter[] = [
  {
    key: 'bookkeeping',
    name: 'Bookkeeping',
    kind: 'engagement-letter',
    title: 'Engagement letter: {engagement.title}',
    text: `${head}

Thank you for asking {firm.name} to keep your books. This letter says what we do for {client.name}, what we need from you, and what it costs. Payroll, sales tax, income tax and payments to suppliers are part of it only where they are listed.

What we do, and what it costs

${services}

${bills} If the number of accounts or entries grows well beyond what we agreed on, we agree on a new fee before we charge it.

${dates}

What is yours to do

The books are yours, and so are the decisions. Please give us access to bank and card accounts to read, not to pay; bills, receipts and contracts as they come in; and answers to our questions within five business days. Tell us what is private, what is a loan, and what is new. A month is closed on the day that we tell you of; what comes after that goes into the next one.

Approve whom to pay, and when. Keep watch over your money: whoever can pay should not be the only one who looks at the bank statement. You choose someone who understands the books well enough to oversee our work and to answer for what comes of it.

How we work

We record what you give us and reconcile it with your statements. We do not audit, review or compile financial statements, and express no opinion and no assurance on them; reports that we send you are for your own use in running the business. Whoever lends to you or invests in you may need more than that, and we agree on it separately. Our work cannot be relied on to find errors, fraud or theft. If we come upon something that looks like it, we tell you.

We use software and services of others to do this work. You hold the subscriptions that are in your name, and keep them paid.

Confidence

What we learn of your business we tell nobody without your leave, unless the law demands it. Those who work for us are bound to the same. This letter is not a consent to disclose or use tax return information under section 7216 of the Internal Revenue Code.

Records

The books and your documents are yours, and you can have them at any time. Our own workpapers belong to us. We keep copies for seven years, and then destroy them without telling you again.

Term

This goes on from month to month{if engagement.endsOn} until {engagement.endsOn, MMMM d, yyyy}{end}. Either of us can end it in writing with thirty days’ notice. You pay for what was done until that day, and we hand over the books as they stand, with access to everything that is in your name.

Signing

Whoever signs this letter for {client.name} may do so. ${electronically}

{firm.name}{if firm.address}
{firm.address}{end}`,
  },
];
