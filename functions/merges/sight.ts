import { broken } from '../../shared/errors.ts';
import { mayRead, type Reader } from '../../shared/table/walls.ts';

/**
 * Two clients become one only if the same people may see both: else a wall around the one would fall, or someone would
 * lose the other from sight, without anybody having decided it.
 */
export function sameSight(team: readonly (Reader & { name: string })[], one: string, other: string): void {
  const split = team.filter((member) => mayRead(member, [one]) !== mayRead(member, [other]));
  if (split.length > 0)
    throw broken(
      `Not everyone may see both: ${split.map(({ name }) => name).join(', ')}. Make their access the same first`,
      { field: 'from' },
    );
}
