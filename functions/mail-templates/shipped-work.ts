import type { Words } from './mail-template.ts';

const signed = `{sender.firstName}
{firm.name}`;

const notYet = 'Nothing sends it yet: bills are not written here';

/** What is written about the work and its price. Those that templates of work name carry no link: no task has one to give. */
export const workMails = [
  {
    key: 'close-package',
    name: 'Close package',
    for: 'client',
    subject: '{client.name}: your {period, MMMM} figures',
    text: `Hello {contact.firstName},

Your figures for {period, MMMM} are ready.{if package.headline} In one sentence: {package.headline}.{end}

They come to you in the usual way. If a number surprises you, reply to this mail. It comes to me.

${signed}`,
  },
  {
    key: 'tax-payment-notice',
    name: 'Tax payment',
    for: 'client',
    subject: '{client.name}: {tax.name} of {tax.amount} leaves your account on {tax.debitOn}',
    text: `Hello {contact.firstName},

the {tax.name} return of {client.name} for {period.label} is ready. We file it and schedule the payment, so there is nothing for you to do but have the money there on {tax.debitOn}.

If the date doesn't suit you, reply with a line before then and we will work it out.

${signed}`,
  },
  {
    key: 'filed-copies',
    name: 'Copies of what was filed',
    for: 'client',
    subject: '{client.name}: filed for {period.label}',
    text: `Hello {contact.firstName},

the returns of {client.name} for {period.label} are filed. Copies are in your folder with us, each with its confirmation.

Nothing more for you to do. If you need a copy sent somewhere, reply and say where.

${signed}`,
  },
  {
    key: 'estimate-reminder',
    name: 'Reminder of an estimate',
    for: 'client',
    subject: '{client.name}: your next estimated payment is due on {estimate.dueOn}',
    text: `Hello {contact.firstName},

a short reminder: {estimate.name} is due on {estimate.dueOn}. The amount is on the voucher that came with your return.

If your year has turned out differently from what we expected, tell me before you pay and we will look at it again.

${signed}`,
  },
  {
    key: 'retainer-80',
    name: 'Most of the retainer is used',
    for: 'client',
    subject: '{client.name}: {hours.percent} % of the hours for {period, MMMM} are used',
    text: `Hello {contact.firstName},

so that it doesn't come as a surprise: of the {hours.agreed} hours we agreed on for {period, MMMM}, {hours.used} are used.

We can agree on more hours, leave something for next month, or stop when they are used up. Which would you like? A line in reply is enough.

${signed}`,
  },
  {
    key: 'retainer-report',
    name: 'Retainer report',
    for: 'client',
    subject: '{client.name}: our report on {period, MMMM yyyy}',
    text: `Hello {contact.firstName},

{period, MMMM} is closed. Of {hours.agreed} hours, {hours.used} were used.{if report.headline} In one sentence: {report.headline}.{end}

The report comes to you in the usual way, with the results and what we suggest for next month. If you would like to talk it through, reply and name a time.

${signed}`,
  },
  {
    key: 'predecessor',
    name: 'To the former accountant',
    for: 'client',
    subject: '{client.name}: taking over from you',
    text: `Hello,

{client.name} has asked us to look after their books and taxes from now on, and has agreed that we write to you.

Is there any reason, in your view, why we should not take this on? And would you let us have the last two returns, the depreciation schedules and the trial balance as of your last close?

If something is still open between you, please tell {client.name} or me, and we will help to settle it. Thank you for making this easy.

{sender.fullName}
{sender.title}, {firm.name}, {firm.phone}`,
  },
  {
    key: 'invoice',
    name: 'Invoice',
    for: 'client',
    notYet,
    subject: 'Invoice {invoice.number} from {firm.name}',
    text: `Hello {contact.firstName},

For {invoice.summary}: {invoice.total}, due {invoice.dueOn}.

**[See and pay]({link})**

${signed}`,
  },
  {
    key: 'invoice-reminder',
    name: 'Invoice, friendly reminder',
    for: 'client',
    notYet,
    subject: 'Invoice {invoice.number} from {firm.name}: a reminder',
    text: `Hello {contact.firstName},

It may have crossed with your payment: invoice {invoice.number} over {invoice.open} was due on {invoice.dueOn}.

**[See and pay]({link})**

${signed}`,
  },
  {
    key: 'return-accepted',
    name: 'Return accepted',
    for: 'client',
    subject: 'Filed and accepted: your {period, yyyy} return.',
    text: `Hello {contact.firstName},

your {period, yyyy} return is filed, and every agency it went to has accepted it. Nothing more for you to do.

${signed}`,
  },
] as const satisfies readonly Words[];
