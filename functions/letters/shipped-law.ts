import { dates, electronically, head, services, type ShippedLetter } from './shipped-parts.ts';

export const lawLetters: readonly ShippedLetter[] = [
  {
    key: 'engagement-law',
    name: 'Legal engagement and fees',
    kind: 'fee-agreement',
    title: 'Engagement and fee agreement: {engagement.title}',
    text: `${head}

Thank you for asking {firm.name} to act for you. This is our agreement: whom we act for, in what, and what it costs. You are free to have another lawyer read it before you sign.

Whom we act for

Our client is {client.name}, in the matter of {engagement.title}. We act for nobody else in it: not for relatives, owners, officers, employees or companies close to you, unless we say so in writing.

What we do, and what it costs

${services}

We do nothing outside this unless we both agree to it in writing. Appeals, enforcement of a judgment, other matters, and advice on tax, insurance and bankruptcy are outside it unless they are listed. A fee that depends on the outcome is agreed in a contract of its own, which you sign.

${dates} Until you have signed and we have received any advance that we ask for, we do not act for you, and deadlines that are running are yours to keep.

Bills and costs

Where a fee is by the hour, we bill the time of everyone who works on the matter at the rates that we give you, in tenths of an hour. Filing fees, experts, court reporters, travel and the like are added at what they cost us; we ask you before we spend a large amount. We bill each month, and bills are due within thirty days. Please tell us within that time if you do not agree with one. Estimates are not promises. If we disagree about a fee, you may have the right to have it decided by your state bar’s fee arbitration; we tell you how.

Your money

What you pay in advance stays yours until we have earned it. It is held in our client trust account, apart from our own money, and we take from it only what we have billed you for. What is left at the end goes back to you without delay. Interest on such an account goes where the rules of our state send it, which is usually a fund for legal aid. We may ask you to bring the advance back up to its amount. Money that we hold for you or receive for you is recorded to the cent, and you can ask for an account of it at any time.

Conflicts of interest

We have searched our records for the names that you gave us. If you learn of other people or companies in this matter, tell us at once. If a conflict comes up, we tell you as far as we may, and go on only where the rules allow it and everyone whose consent is needed has given it in writing. We may have to withdraw.

What we owe you, and what you owe us

We keep you informed, answer you promptly, and keep what you tell us confidential. Do not share our advice with others, or send it from an account that someone else can read: it may lose its protection. Whether to settle, and on what terms, is for you to decide.

You tell us the truth, and all of it; answer us in time; come where you are needed; and tell us when your address, telephone number or circumstances change. Keep every document, message and file that may concern this matter, and stop anything that deletes them by itself.

No result is promised. What we say about prospects is our opinion.

Your file

The file is yours. You get copies as we go and can ask for it at any time, also while a bill is open. When the matter is over we keep it for seven years, and then destroy it without telling you again; originals go back to you before that. Records of the trust account are kept for as long as our state demands.

End

You can end this at any time, in writing. We can end it as the rules of professional conduct allow, and where a court has to agree, once it does: if you do not pay, do not work with us, or want what we may not do. You then pay for what was done until that day and for what is needed to hand the matter over. If it does not end before, it ends when we have done what is listed above, or when we send you our last bill for it. From then on we watch no deadlines and no changes of the law for you.

Signing

${electronically}

{firm.name}{if firm.address}
{firm.address}{end}`,
  },
];
