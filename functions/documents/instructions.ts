import * as z from 'zod';

/** One request that a browser makes by itself. The headers are signed: with others it is refused. */
export const Instructions = z
  .object({
    method: z.literal('PUT'),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'UploadInstructions' });
export type Instructions = z.output<typeof Instructions>;

export const DownloadLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'DownloadLink' });
export type DownloadLink = z.output<typeof DownloadLink>;
