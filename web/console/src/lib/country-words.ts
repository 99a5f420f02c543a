const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes for private use, of unions and of the world name no country. */
const noCountry = /^(?:A[AC]|C[PQ]|D[GY]|E[AUZ]|IC|Q[M-Z]|TA|UN|X[A-JL-Z]|ZZ)$/;

/** A code that was given up stands for the one that followed it. */
const isOwn = (code: string) => new Intl.Locale(`und-${code}`).region === code && !noCountry.test(code);

export const sayCountry = (code: string): string => names.of(code) ?? code;

export const countries = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => isOwn(code) && names.of(code) !== undefined)
  .map((value) => ({ value, label: sayCountry(value) }))
  .toSorted((a, b) => a.label.localeCompare(b.label));
