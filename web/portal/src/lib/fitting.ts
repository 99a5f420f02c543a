/** As many as there is room for, and those that are left over, to be told of. */
export const fitting = <T>(all: readonly T[], room: number): { taken: readonly T[]; left: readonly T[] } => ({
  taken: all.slice(0, Math.max(0, room)),
  left: all.slice(Math.max(0, room)),
});
