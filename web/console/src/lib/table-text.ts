const delimiters = ['\t', ';', ','] as const;

/** What is copied from a spreadsheet has tabs; files have commas, or semicolons where the comma is for decimals. */
const delimiterOf = (text: string) => {
  const [first = ''] = text.split('\n', 1);
  return delimiters.find((one) => first.includes(one)) ?? ',';
};

/** Pasted text as rows of cells: quotes keep what is in them together, and two of them are one. */
export function readTable(pasted: string): string[][] {
  const text = pasted.replaceAll('\r\n', '\n').trim();
  if (text === '') return [];
  const delimiter = delimiterOf(text);
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)!.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (isQuoted && letter === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (letter === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (isQuoted) cell += letter;
    else if (letter === delimiter) endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows.filter((row) => row.some((one) => one !== ''));
}
