/** What one agrees to by signing on a screen. A text that was once shown stays as it was: a new one is added. */
const texts: readonly string[] = [
  'I have read this document and agree to it. I agree to sign it electronically, and that my name as I type or draw it here counts as my signature. I can ask for a copy on paper.',
];

export type Consent = { readonly version: number; readonly text: string };

export const consent: Consent = { version: texts.length, text: texts[texts.length - 1]! };

/** What was agreed to by a version of it. */
export const consentOf = (version: number): string => texts[version - 1] ?? '';
