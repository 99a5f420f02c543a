export const named = (text: string): string => `“${text}”`;

/** Why, behind what is told; as much of it as a line bears. */
export const because = (why: string | undefined): string =>
  why === undefined ? '' : `: ${Array.from(why).slice(0, 200).join('')}`;
