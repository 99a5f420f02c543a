import { useQueryClient } from '@tanstack/react-query';

type File = { status: string; at: string };

const everySecondOrSo = 1_500;
const patience = 10 * 60_000;

/** How soon to look again at what files came for: as long as one of them is being checked. */
export const untilChecked = (files: readonly File[] = []): number | false =>
  files.some(({ status, at }) => status === 'checking' && Date.now() - Date.parse(at) < patience)
    ? everySecondOrSo
    : false;

/** A file was sent: what it is for follows when it has arrived, some moments later. */
export function useFileCame(queryKey: readonly unknown[]) {
  const queries = useQueryClient();
  return () => {
    for (const moment of [800, 3_000, 8_000])
      setTimeout(() => void queries.invalidateQueries({ queryKey, exact: true }), moment);
  };
}
