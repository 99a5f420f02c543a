/** A file as its checks read it: by parts, for it may be large. */
export type Bytes = { size: number; read: (from: number, length: number) => Promise<Uint8Array> };

export const bytesIn = (whole: Uint8Array): Bytes => ({
  size: whole.length,
  read: async (from, length) => whole.subarray(from, from + length),
});

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
