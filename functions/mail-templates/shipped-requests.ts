import type { Words } from './mail-template.ts';

/** Below each mail that brings a link. */
export const foot = `

This link is only for you and works until {link.expiresOn}; after that the page sends you a new one. We never ask for passwords or bank details by mail.`;

/** What is written about things that a client is asked for. */
export const requestMails = [
  {
    key: 'request',
    name: 'Request',
    for: 'client',
    subject: 'For {client.name}: {request.title}, by {request.dueOn}',
    text: `Hello {contact.firstName},

here is what we need from you for {client.name}:

{for each item}– {item.title}{end}

**[Send it to us]({link})**

The link opens your own page with us. No account, no password: take a photo, choose a file or type an answer. If something on the list doesn't apply to you, say so there and it is settled.

{request.dueOn} would suit us well. {request.why}

If anything is unclear, reply to this mail. It comes to me.

Thank you,
{sender.fullName}
{sender.title}, {firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'reminder-first',
    name: 'Reminder, first',
    for: 'client',
    subject:
      '{if one item}{item.title} for {client.name} by {request.dueOn}{else}A reminder: {items.count} things for {client.name} by {request.dueOn}{end}',
    text: `Hello {contact.firstName},

a short reminder, in case it slipped down the list. Still open for {client.name}:

{for each item}– {item.title}{end}

**[Send it to us]({link})**

What you have sent already has arrived. If you can't find something or need more time, reply with a line and we will work it out.

Thank you,
{sender.firstName}${foot}`,
  },
  {
    key: 'reminder-after-date',
    name: 'Reminder, after the date',
    for: 'client',
    subject: 'Still needed for {client.name}: {request.title}',
    text: `Hello {contact.firstName},

we are ready to go on with {job.publicTitle} and are waiting for:

{for each item}– {item.title}{end}

**[Send it to us]({link})**

{request.consequence}

Is something in the way? Reply, or call me at {firm.phone}.

{sender.firstName}${foot}`,
  },
  {
    key: 'reminder-last',
    name: 'Last reminder, before we call',
    for: 'client',
    subject: "I'll call you about {request.title}",
    text: `Hello {contact.firstName},

I don't want to fill your inbox, so this is the last mail about it. Still open: {items, list}.

**[Send it to us]({link})**

I will call you on {escalation.on}. If another time or person is better, tell me.

{sender.firstName}${foot}`,
  },
  {
    key: 'several-clients',
    name: 'Several clients in one mail',
    for: 'client',
    subject: '{items.count} things we still need from you',
    text: `Hello {contact.firstName},

this is everything that is open, in one list:

{for each client}**{client.name}**
{for each item}– {item.title}, by {item.dueOn}{end}{end}

**[Open your list]({link})**

{firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'sent-back',
    name: 'Sent back',
    for: 'client',
    subject: 'Could you send {item.title} again?',
    text: `Hello {contact.firstName},

thank you for sending {item.title} for {client.name}. We can't use it yet:

> {item.reason}

**[Send it again]({link})**

{item.hint}

Everything else you sent is fine.

{sender.firstName}${foot}`,
  },
  {
    key: 'receipt',
    name: 'Receipt',
    for: 'client',
    subject: '{if one file}Received: {file.name}{else}Received: {files.count} files for {client.name}{end}',
    text: `Hello {contact.firstName},

thank you. These arrived on {received.at}, the last at {received.time}:

{for each file}– {file.name}, for "{item.title}"{end}

{if open items}Still open: {items, list}. [Your list]({link}){else}That was everything. We go on from here; nothing more for you to do.{end}

{firm.name}{if open items}${foot}{end}`,
  },
  {
    key: 'new-link',
    name: 'New link',
    for: 'client',
    subject: 'Your link to {firm.name}',
    text: `Hello {contact.firstName},

You asked for a new link. Here it is: [Open your page]({link}). It works until {link.expiresOn}. If it wasn't you, ignore this mail; nobody has seen anything.

{firm.name}`,
  },
  {
    key: 'question-answered',
    name: 'Question answered',
    for: 'client',
    notYet: 'Nothing sends it: an answer in a conversation is mailed in the words in which it was written',
    subject: '{sender.firstName} answered your question about {request.title}.',
    text: `Hello {contact.firstName},

the answer is on your page: [Read it]({link})

{sender.firstName}${foot}`,
  },
] as const satisfies readonly Words[];
