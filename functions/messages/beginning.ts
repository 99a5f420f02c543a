/** As much of a text as fits, in UTF-16 as the schemas count: half of a letter is none, and no table takes one. */
export function beginningOf(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.isWellFormed() ? cut : cut.slice(0, -1).toWellFormed();
}
