const names = new Intl.DisplayNames('en', { type: 'language' });

/** The languages in which mails are worded and the clients’ page speaks. */
const spoken = ['en', 'es'];

export const sayLanguage = (tag: string): string => names.of(tag) ?? tag;

/** What can be chosen for a person, with what was said of them before: it may have come with an import. */
export const languagesBeside = (had: string | undefined): { value: string; label: string }[] =>
  [...new Set([...spoken, ...(had === undefined ? [] : [had])])].map((tag) => ({
    value: tag,
    label: sayLanguage(tag),
  }));
