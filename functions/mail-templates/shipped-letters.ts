import type { Words } from './mail-template.ts';
import { foot } from './shipped-requests.ts';

/** What is written about letters and what is signed off. */
export const letterMails = [
  {
    key: 'letter-to-sign',
    name: 'Letter to sign',
    for: 'client',
    subject: 'Before we start: our letter for {client.name}',
    text: `Hello {contact.firstName},

This says what we do, what we need from you and what it costs. Please read it and sign it by {letter.dueOn}.

**[Read and sign]({link})**

We can't begin before that.

{sender.firstName}${foot}`,
  },
  {
    key: 'document-to-sign-off',
    name: 'Document to sign off',
    for: 'client',
    subject: 'For {client.name}: {letter.title}',
    text: `Hello {contact.firstName},

This document is ready. Please read it and sign it off by {letter.dueOn}; then it is final.

**[Read and sign]({link})**

If something in it is not right, say so there or reply to this mail.

{sender.firstName}${foot}`,
  },
  {
    key: 'letter-signed',
    name: 'Letter signed by everyone',
    for: 'client',
    subject: 'Signed by everyone: our letter for {client.name}',
    text: `Hello {contact.firstName},

everyone has signed. Your copy, with a page that shows who signed and when, is on your page:

**[Open my copy]({link})**

{sender.firstName}${foot}`,
  },
  {
    key: 'non-engagement',
    name: 'Non-engagement: we do not act',
    for: 'client',
    subject: 'For {client.name}: we do not act for you',
    text: `Hello {contact.firstName},

thank you for telling us of your matter. We do not act for {client.name} in it, and have done nothing in it. That says nothing of what a claim or a defense is worth, and we have given you no legal advice.

**Deadlines may be running.** The law limits the time in which one can bring a claim, answer one, or appeal. Some of these times are short, and one that is missed can end your rights for good. We have not worked out which of them concern you, and we watch none of them. Please speak to another lawyer at once; your state or county bar can name some to you.

What you told us stays confidential. If we have papers of yours, reply and say where they should go.

{sender.fullName}{if sender.title}
{sender.title}{end}
{firm.name}`,
  },
] as const satisfies readonly Words[];
