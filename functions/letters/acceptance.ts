import * as z from 'zod';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { Sha256 } from './letter.ts';

/** A signature that was drawn: an SVG path of lines and curves, or a small PNG. */
const Drawing = z.union([
  z
    .string()
    .max(20_000)
    .regex(/^M[MLCQZHVSTmlcqzhvst\d\s.,-]+$/, 'A path of SVG'),
  z
    .string()
    .max(60_000)
    .regex(/^data:image\/png;base64,iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/, 'A PNG as a data URL'),
]);

export const Signature = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('typed'), name: z.string().trim().min(1).max(200) }),
    z.strictObject({ method: z.literal('drawn'), name: z.string().trim().min(1).max(200), drawing: Drawing }),
  ])
  .meta({ id: 'Signature' });
export type Signature = z.output<typeof Signature>;

/** Everything by which it can be shown later who accepted what, and how. */
export const Acceptance = z.object({
  documentSha256: Sha256,
  signer: z.object({ contactId: Id('contact'), name: z.string() }),
  consentVersion: z.int().min(1),
  signature: Signature,
  address: z.string().max(64),
  userAgent: z.string().max(500),
  sentAt: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  signedAt: z.iso.datetime(),
});
export type Acceptance = z.output<typeof Acceptance>;

/** The same for the same record, in whatever order its fields stand. */
export const hashOf = (acceptance: Acceptance): string => sha256(canonical(acceptance));
