const delimiters = ['\t', ';', ','] as const;

/** What is copied from a spreadsheet has tabs; files have commas, or semicolons where the comma is for decimals. */
const delimiterOf = (text: string) => {
  const [first = ''] = text.split('\n', 1);
  return delimiters.find((one) => first.includes(one)) ?? ',';
};

/** Pasted text as rows of cells: quotes keep what is in them together, and two of them are one. */
export function readTable(pasted: string): string[][] {
  // Tabs at either end are empty cells.
  const text = pasted.replaceAll('\r\n', '\n').replaceAll(/^[\n ]+|[\n ]+$/g, '');
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

/** Cells as text that is read as the same cells: with tabs, as a spreadsheet has them. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const isOne = rows.every(({ length }) => length === 1);
  // Of one column the first line has no tab to tell by what its cells are divided.
  const unclear = isOne ? /^"|[\t\n;,]/ : /^"|[\t\n]/;
  const cell = (text: string) => (unclear.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join('\t')).join('\n');
}
