/** Why tests are skipped on this machine, if they are. On CI nothing is: what is missing there is a missing step of it. */
export function whySkip(missing: string | undefined): string | undefined {
  if (missing !== undefined && process.env.CI) throw new Error(`CI skips no test: ${missing}`);
  return missing;
}
