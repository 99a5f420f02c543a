export type Person = { id: string; name: string };

/** Begun behind an @ at the end of what stands before the cursor. */
export const begunMention = (before: string): string | undefined =>
  /(?:^|\s)@(\p{L}[\p{L} ]{0,30}|)$/u.exec(before)?.[1];

export const suggestions = (team: readonly Person[], begun: string | undefined): readonly Person[] =>
  begun === undefined ? [] : team.filter(({ name }) => name.toLowerCase().startsWith(begun.toLowerCase())).slice(0, 6);

export const mentionedIn = (text: string, team: readonly Person[]): string[] =>
  team.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);

/** The text with the name in place of what was begun, and where the cursor stands then. */
export function withMention(text: string, cursor: number, name: string): { text: string; cursor: number } {
  const start = text.slice(0, cursor).lastIndexOf('@');
  const put = `${text.slice(0, start)}@${name} `;
  return { text: put + text.slice(cursor).trimStart(), cursor: put.length };
}

/** A text in pieces, those apart that name someone. */
export function partsOf(text: string, named: readonly Person[]): { text: string; isName: boolean }[] {
  const names = named.map(({ name }) => `@${name}`).toSorted((a, b) => b.length - a.length);
  const parts: { text: string; isName: boolean }[] = [];
  let rest = text;
  while (rest !== '') {
    const found = names.filter((name) => rest.includes(name)).toSorted((a, b) => rest.indexOf(a) - rest.indexOf(b))[0];
    const at = found === undefined ? rest.length : rest.indexOf(found);
    if (at > 0) parts.push({ text: rest.slice(0, at), isName: false });
    if (found !== undefined) parts.push({ text: found, isName: true });
    rest = found === undefined ? '' : rest.slice(at + found.length);
  }
  return parts;
}
