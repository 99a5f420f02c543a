import type { Words } from './mail-template.ts';
import { foot } from './shipped-requests.ts';

/** What is written about organizers. */
export const organizerMails = [
  {
    key: 'organizer',
    name: 'Organizer',
    for: 'client',
    subject: 'For {client.name}: {request.title}, by {request.dueOn}',
    text: `Hello {contact.firstName},

here are our questions for {client.name}: {request.title}.

**[Answer them on your page]({link})**

The link opens your own page with us, without an account or a password. Whatever you type is kept, so you can stop at any time and go on later, on another device too. Questions that do not concern you do not come up.

{request.dueOn} would suit us well. {request.why}

If anything is unclear, reply to this mail. It comes to me.

Thank you,
{sender.fullName}
{sender.title}, {firm.name}, {firm.phone}${foot}`,
  },
  {
    key: 'organizer-reminder',
    name: 'Organizer, reminder',
    for: 'client',
    subject: 'A reminder: {request.title} for {client.name} by {request.dueOn}',
    text: `Hello {contact.firstName},

a short reminder, in case it slipped down the list: {request.title} for {client.name} is not complete yet.

**[Go on where you stopped]({link})**

Everything that you have answered is still there. If you can't find something or need more time, reply with a line and we will work it out.

Thank you,
{sender.firstName}${foot}`,
  },
  {
    key: 'organizer-returned',
    name: 'Organizer, sent back',
    for: 'client',
    subject: 'Could you look at {request.title} again?',
    text: `Hello {contact.firstName},

thank you for your answers for {client.name}. {if items}We can't go on with these yet:

{for each item}– {item.title}: {item.reason}{end}{end}

{if item.hint}{item.hint}

{end}**[Open your page]({link})**

Everything else that you sent is there as it was.

{sender.firstName}${foot}`,
  },
] as const satisfies readonly Words[];
