import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replyIn, textOfHtml } from '../../../functions/messages/reply-text.ts';

const own = 'The second one.\n\nIt runs until 2029.';
const heading = 'On Tue, 3 Mar 2026 at 10:14, Grace Rowe, Larkfield <k3@reply.larkfield.example> wrote:';
const quote = '> Which lease did you sign?\n>\n> Grace';

describe('of a reply, what its writer wrote', () => {
  const programs: [string, string][] = [
    ['Gmail', `${own}\n\n${heading}\n\n${quote}\n`],
    [
      'Gmail, with its heading broken',
      `${own}\n\n${heading.replace(', Grace', ',\nGrace').replace(' wrote', '\nwrote')}\n\n${quote}`,
    ],
    [
      'Gmail in Spanish',
      `${own}\n\nEl mar, 3 mar 2026 a las 10:14, Grace Rowe (<k3@reply.example>) escribió:\n\n${quote}`,
    ],
    ['Apple Mail, with the device', `${own}\n\nSent from my iPhone\n\n> ${heading}\n> \n> Which lease?`],
    [
      'Outlook',
      `${own}\n\n________________________________\nFrom: Grace Rowe <k3@reply.example>\nSent: Tuesday, March 3, 2026 10:14\nTo: Alicia\nSubject: The lease\n\nWhich lease did you sign?`,
    ],
    ['Outlook, older', `${own}\n\n-----Original Message-----\nFrom: Grace Rowe\nSent: Tuesday\n\nWhich lease?`],
    [
      'Outlook in Spanish',
      `${own}\n\nDe: Grace Rowe <k3@reply.example>\nEnviado: martes, 3 de marzo\nPara: Alicia\nAsunto: The lease\n\nWhich lease?`,
    ],
    ['a signature by the rule', `${own}\n\n-- \nAlicia Whitaker\nJuniper Street Dental`],
    ['an answer below the quote', `${heading}\n${quote}\n\n${own}`],
    ['lines that end as on Windows', `${own}\n\n${heading}\n${quote}`.replaceAll('\n', '\r\n')],
  ];
  test.each(programs)('is found in what %s makes', (_, text) => {
    expect(replyIn(text)).toBe(own);
  });

  test('stays where it only looks like a heading', () => {
    for (const text of [
      'On Monday I wrote: the second one.',
      'From: the landlord we have nothing.\nI asked twice.',
      'Two options:\n-- the first\n-- the second',
      'On the lease:\nit runs until 2029',
    ])
      expect(replyIn(text)).toBe(text);
  });

  test('begins as it was written, also with what only looks quoted', () => {
    expect(replyIn('\n\n  > 5,000 it was\n\nYes\n')).toBe('  > 5,000 it was\n\nYes');
  });

  test('is nothing where there is only what it answers', () => {
    expect(replyIn(`${heading}\n\n${quote}`)).toBe('');
  });

  test('is never longer than the mail, whatever that is, and read once is read for good', () => {
    const line = fc.constantFrom('Yes', '', '> quoted', heading, '-- ', 'From: a', 'Sent: b', '____________', 'On it');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ maxLength: 40 })), { maxLength: 30 }), (lines) => {
        const text = lines.join('\n');
        const found = replyIn(text);
        expect(found.length).toBeLessThanOrEqual(text.length);
        expect(found.split('\n').some((one) => one.startsWith('>'))).toBe(false);
      }),
    );
  });

  test('is all of it, however long its lines are and however many', () => {
    const paragraph = `${'word '.repeat(2_000)}end`;
    expect(replyIn(`${paragraph}\n\n${heading}\n${quote}`)).toBe(paragraph);
    const many = Array.from({ length: 6_000 }, (_, i) => `Line ${i}`).join('\n');
    expect(replyIn(many)).toBe(many);
    expect(replyIn(`Yes\n> ${paragraph}`)).toBe('Yes');
    const wroteIn = `On Monday ${paragraph} wrote:`;
    expect(replyIn(wroteIn)).toBe(wroteIn);
  });

  test('is found in a mail that is long to no end', () => {
    expect(replyIn(`Yes\n${`${heading}\n\n> a\n`.repeat(20_000)}Good`)).toBe('Yes\n\nGood');
    expect(replyIn(`Yes\n${'On a '.repeat(400_000)}`)).toMatch(/^Yes\n/);
    expect(textOfHtml(`<p>Yes</p>${'<'.repeat(400_000)}`)).toMatch(/^Yes/);
  });
});

describe('of a mail without plain text, its words', () => {
  test('are read as lines, without what it answers and without what is not shown', () => {
    const html =
      '<html><head><style>p { color: red }</style></head><body><div>The second&nbsp;one &amp; no other.</div>' +
      '<p>It runs<br>until 2029&#33;</p><script>alert(1)</script>' +
      '<div class="gmail_quote">On Tue Grace wrote:<blockquote>Which lease?</blockquote></div></body></html>';
    expect(textOfHtml(html)).toBe('The second one & no other.\nIt runs\nuntil 2029!');
  });

  test('are all there, however much stands before them', () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(600_000)}">`;
    expect(textOfHtml(`<p>One</p>${picture}<p>Two</p>`)).toBe('One\nTwo');
  });

  test('have no half of a letter, and both where they are written as two', () => {
    expect(textOfHtml('<p>&#55357;&#56832; &#xD83D;!</p>')).toBe('😀 \ufffd!');
    expect(textOfHtml('<p>&__proto__; &copy;</p>')).toBe('&__proto__; &copy;');
  });
});
