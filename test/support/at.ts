/** Sets the one clock that handlers read, until the end of the test: `clock.ts` puts it back. */
export function at(instant: string): void {
  process.env.CLOCK_OFFSET_MS = String(Date.parse(instant) - Date.now());
}
