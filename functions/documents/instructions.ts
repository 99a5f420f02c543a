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

/** The request for one part. */
export const SignedPart = Instructions.extend({ number: z.int() }).meta({ id: 'SignedPart' });
export type SignedPart = z.output<typeof SignedPart>;

/** Of a file in parts: how large they are, how many, and which have come. The requests for the others are asked for by number. */
export const PartsToSend = z
  .object({ partSize: z.int(), count: z.int(), arrived: z.array(z.int()) })
  .meta({ id: 'UploadInParts' });
export type PartsToSend = z.output<typeof PartsToSend>;

/** How to bring a file: by one request, or in parts. */
export const HowToUpload = z.union([Instructions, PartsToSend]);
export type HowToUpload = z.output<typeof HowToUpload>;

export const DownloadLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'DownloadLink' });
export type DownloadLink = z.output<typeof DownloadLink>;
