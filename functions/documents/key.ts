/** What only a server makes: the id, and 128 random bits that no one can guess. */
export type Minted = { id: string; secret: string };

export const keyOf = ({ id, secret }: Minted): string => `documents/${id}/${secret}`;
/** Whose file this is, if it is one of a document at all. */
export const documentOf = (key: string): string | undefined => /^documents\/(doc_[0-9A-Z]{26})\/\w+$/.exec(key)?.[1];
