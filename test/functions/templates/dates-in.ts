/** The dates that an explanation writes in full: “Tue 31 Mar 2026”. */
export const datesIn = (explain: readonly string[]): string[] =>
  [...explain.join('\n').matchAll(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} \d{4}\b/g)].map(
    ([date]) => date,
  );
