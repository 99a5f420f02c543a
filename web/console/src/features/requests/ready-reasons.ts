/** What is often wrong with what comes, and what helps. In braces stands what whoever picks one has to fill in. */
export const readyReasons: readonly { reason: string; hint: string }[] = [
  { reason: 'Part of the page is missing', hint: 'Lay it flat and keep all four edges in the picture.' },
  {
    reason: 'Too blurred to read',
    hint: 'Daylight, and hold still until it is sharp; a PDF from the website is best of all.',
  },
  { reason: 'It’s for another period', hint: 'We need {period, MMMM yyyy}.' },
  { reason: 'It’s for another account', hint: 'We need the one that ends in {account.last4}.' },
  { reason: 'Pages are missing', hint: 'It says 1 of 6; please send all six, the empty ones too.' },
  { reason: 'The file needs a password', hint: 'Save it without one, or send the password by phone, not by mail.' },
  { reason: 'We can’t open this kind of file', hint: 'PDF, photo or spreadsheet works.' },
  {
    reason: 'It stopped at our security check',
    hint: 'Please make a new copy from the source, or call us.',
  },
];

/** What the person who sends it back still has to say stands open, rather than in braces. */
export const hintOf = (reason: string): string =>
  (readyReasons.find((one) => one.reason === reason)?.hint ?? '').replace(/ ?\{.*\}\.?/, ' ');
