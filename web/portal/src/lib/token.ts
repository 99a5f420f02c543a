/** The token of a mailed link, which stands after `#` and so was sent to no server. */
export const tokenIn = (hash: string): string | undefined =>
  /^#[\w-]{20,200}$/.test(hash) ? hash.slice(1) : undefined;
