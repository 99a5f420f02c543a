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
