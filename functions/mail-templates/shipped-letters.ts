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
] as const satisfies readonly Words[];
