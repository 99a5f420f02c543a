import { bills, dates, electronically, head, services, type ShippedLetter } from './shipped-parts.ts';

const standards = `We do not audit or verify what you give us, and our work cannot be relied on to find errors, fraud or theft. We may ask you to explain or to complete something. Where the law is unclear, or can be read in more than one way, we tell you so and follow the standards that bind tax preparers; we sign no return with a position that they do not allow. A position that has to be disclosed is disclosed, or not taken. If we find an error in an earlier return, we tell you and advise what can be done; whether to correct it is for you to decide.`;

const notices = `Authorities may examine any return. If you receive a notice or a letter from one, send us a copy at once and do not answer it alone. Answering it, representing you in an examination or an appeal, and amending returns are not part of this letter unless they are listed above; we agree on them with you first.`;

const use = `What we learn to prepare your returns we use to prepare them, and for nothing else. This letter is not a consent to disclose or use tax return information under section 7216 of the Internal Revenue Code. Where we need one, we ask for it on a form of its own, and you are free to refuse.`;

const keeping = `We return your originals with the return. Please keep them, with the return itself, for as long as they may be needed: seven years is a good rule, and longer for what you own and may sell. Our own workpapers belong to us. We keep copies for seven years after the return is filed, and then destroy them without telling you again.`;

const ending = `Our work for a year is done when the returns listed above are delivered or filed. Either of us can end it before that, in writing; you then pay for what was done until that day, and get back what is yours. We do not watch for changes of the law or of your affairs after our work is done.`;

export const taxLetters: readonly ShippedLetter[] = [
  {
    key: 'tax-individual',
    name: 'Individual income tax',
    kind: 'engagement-letter',
    title: 'Engagement letter: {engagement.title}',
    text: `${head}

Thank you for asking {firm.name} to prepare your income tax returns. This letter says what we do, what we need from you, and what it costs. Returns of other states, of cities, of gifts, of trusts or of a business are prepared only where they are listed.

What we do, and what it costs

${services}

${bills}

${dates}

What is yours to do

You answer for your returns. Please give us complete and correct records of all income, wherever in the world it comes from, and of all deductions and credits that you claim. Tell us of accounts and assets outside the United States, of digital assets, of work or income in another state, and of anything that changed: a marriage, a divorce, a birth, a death, a move, a home or business bought or sold. Penalties for what is not reported can be severe, and a foreign account can call for a report of its own even where it earned nothing.

Keep the receipts, mileage logs and acknowledgments that the law asks for. You need not send them all, and by signing you tell us that you have them.

Read the returns before you sign them. They are yours, and you are the one who declares that they are true, correct and complete.

Days and extensions

We need all of your records at least thirty days before a return is due. If they come later, or something is missing, the return may have to be extended. With your approval we then file for the extension. It gives more time to file, and none to pay: what is owed is due on the first day all the same, with interest and penalties if it is not paid. We tell you what we think it is, on what you have given us by then. Estimated payments that we work out for you are yours to make.

How we work

${standards}

Joint returns

If you file jointly, each of you signs this letter, each answers for the whole return and its tax, and we may speak of it with either of you. Tell us if your interests differ or begin to; we may then have to stop working for one of you or for both.

Filing

We file electronically, which the law asks of us unless you choose to mail the return yourself. Before we can, each of you signs a declaration (Form 8879, and that of the state) for the finished return. Without it nothing is filed, and the day may pass. Those forms have rules of their own for how they are signed; this letter does not take their place.

Notices and examinations

${notices}

What we do with your information

${use}

Records

${keeping}

End

${ending}

Signing

${electronically}

{firm.name}{if firm.address}
{firm.address}{end}`,
  },
  {
    key: 'tax-business',
    name: 'Business income tax',
    kind: 'engagement-letter',
    title: 'Engagement letter: {engagement.title}',
    text: `${head}

Thank you for asking {firm.name} to prepare the income tax returns that {client.name} files. This letter says what we do, what we need from you, and what it costs. Returns of the owners, of other states, and of sales, payroll or property tax are prepared only where they are listed.

What we do, and what it costs

${services}

${bills}

${dates}

What is yours to do

The business answers for its returns and for the books that they are made from. Please give us a trial balance that is complete and agrees with your bank and loan statements, all income wherever it was earned, and what we ask for beside it. Making or correcting the books is not part of this letter unless it is listed.

Tell us in which states you sell, own or rent anything, or have people at work: you may owe returns there that nobody has asked for yet. Tell us of new or departing owners, of loans and payments between the business and its owners, of accounts and owners outside the United States, and of large purchases and sales. What an owner who works in the business is paid has to be reasonable; how much that is, you decide, and you keep what supports it.

Keep the receipts, logs and agreements that the law asks for, above all for travel, meals, vehicles, contractors and gifts. By signing you tell us that you have them.

Name someone who knows the business to answer our questions and to decide for it. Read the returns before they are signed. Whoever signs them declares that they are true, correct and complete.

Days and extensions

We need all of your records at least forty-five days before a return is due. If they come later, or something is missing, the return may have to be extended. With your approval we then file for the extension. It gives more time to file, and none to pay: what the business owes is due on the first day all the same, with interest and penalties if it is not paid. Where income is reported by the owners, their own returns wait for their Schedule K-1.

How we work

${standards}

Owners

Our client is the business and not those who own or run it. What we prepare for it we show to those who may act for it. If owners fall out, we take no side, and may have to stop. A partnership names in its return who speaks for it and binds all partners in an examination; whom it names is for the partners to agree.

Filing

We file electronically where the law asks for it or allows it. Before we can, an officer, partner or member signs the declaration for the finished return (the Form 8879 of its kind, and that of the state). Without it nothing is filed, and the day may pass. Those forms have rules of their own for how they are signed; this letter does not take their place.

Notices and examinations

${notices}

What we do with your information

${use}

Records

${keeping}

End

${ending}

Signing

Whoever signs this letter for {client.name} may do so. ${electronically}

{firm.name}{if firm.address}
{firm.address}{end}`,
  },
];
