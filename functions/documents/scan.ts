/** Looks for malware in a file. */
export type Scan = (content: AsyncIterable<Uint8Array>) => Promise<'clean' | 'infected'>;

/**
 * The test file of the EICAR, which every scanner finds though it harms nobody. Written in two parts, or scanners would
 * find it here.
 */
const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

/** Finds the test file and nothing else: it shows that what a scanner finds is turned away. */
export const eicarScan: Scan = async (content) => {
  let before = Buffer.alloc(0);
  for await (const chunk of content) {
    const here = Buffer.concat([before, chunk]);
    if (here.includes(eicar)) return 'infected';
    before = here.subarray(Math.max(0, here.length - eicar.length + 1));
  }
  return 'clean';
};
