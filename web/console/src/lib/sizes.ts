const units = ['bytes', 'kB', 'MB', 'GB'] as const;

/** As people say the size of a file: 640 kB, 1.4 MB. */
export function saySize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
