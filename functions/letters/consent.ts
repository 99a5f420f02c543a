export type Consent = { readonly version: number; readonly language: string; readonly text: string };

/**
 * What one agrees to by signing on a screen, in the languages of the page. A text that was once shown stays as it was: a
 * new one is added, with the next number.
 */
const texts: readonly Omit<Consent, 'version'>[] = [
  {
    language: 'en',
    text: 'I have read this document and agree to it. I agree to sign it electronically, and that my name as I type or draw it here counts as my signature. I can ask for a copy on paper.',
  },
  {
    language: 'es',
    text: 'He leído este documento y estoy de acuerdo con él. Acepto firmarlo electrónicamente y que mi nombre, tal como lo escribo o dibujo aquí, valga como mi firma. Puedo pedir una copia en papel.',
  },
];

const all: readonly Consent[] = texts.map((one, at) => ({ version: at + 1, ...one }));

/** The newest of each language; the first is shown to whoever reads none of the others. */
export const consents: readonly Consent[] = all.filter(
  ({ language, version }) => !all.some((other) => other.language === language && other.version > version),
);

export const consent: Consent = consents[0]!;

export const isAskedFor = (version: number): boolean => consents.some((one) => one.version === version);

/** What was agreed to by a version of it. */
export const consentOf = (version: number): string => texts[version - 1]?.text ?? '';
