import * as z from 'zod';
import { canonical, sha256 } from '../../shared/events/chain.ts';
import { Id } from '../../shared/ids.ts';
import { Sha256 } from './letter.ts';

/** Of the field in which a signature is drawn, and of the one in which the evidence shows it. */
export const drawingSize = { width: 600, height: 200 } as const;

/** A signature that was drawn: its strokes as a path of SVG, in whole points of the field. */
const Drawing = z
  .string()
  .max(20_000)
  .regex(/^(?:M\d{1,3},\d{1,3}(?:L\d{1,3},\d{1,3})+)+$/, 'Lines of an SVG path, as in M10,20L30,40');

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
  /** What they chose, of a proposal. */
  package: z.string().optional(),
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

/** That someone accepted something, and when; not who they were, from where and how they signed. */
export const blankAcceptance = <T extends Acceptance>({ package: _, ...acceptance }: T): Omit<T, 'package'> => ({
  ...acceptance,
  signer: { ...acceptance.signer, name: 'Erased' },
  signature: { method: 'typed' as const, name: 'Erased' },
  address: '',
  userAgent: '',
});
