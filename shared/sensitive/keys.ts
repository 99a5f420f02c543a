import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { entity } from '../table/entity.ts';
import { ofKind } from '../table/fields.ts';
import { type Sealer, sealer } from './sealed.ts';

/** The key service: makes a data key for an owner and opens it again. */
export type Keys = {
  make: (owner: string) => Promise<{ wrapped: string; sealer: Sealer }>;
  open: (owner: string, wrapped: string) => Promise<Sealer>;
};

/** One data key per client or contact, wrapped by the firm's key. Destroying it makes every sealed value of the owner unreadable. */
export const OwnerKey = z.object({
  /** The partition of the owner. */
  of: z.string(),
  owner: z.string(),
  wrapped: ofKind('sealed', z.string()).optional(),
  destroyedAt: z.iso.datetime().optional(),
});
export type OwnerKey = z.output<typeof OwnerKey>;

/** Stands in the owner's partition, and changes only together with the owner. */
export const ownerKeys = entity({
  name: 'key',
  schema: OwnerKey,
  key: (of: string) => ({ pk: of, sk: 'KEY' }),
  id: ({ of }) => of,
});

/** Data keys by AWS KMS; the owner is the encryption context, so a wrapped key opens for its owner only. */
export const kmsKeys = (kms: KMSClient, KeyId: string): Keys => ({
  async make(owner) {
    const { Plaintext, CiphertextBlob } = await kms.send(
      new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: { owner } }),
    );
    return { wrapped: Buffer.from(CiphertextBlob!).toString('base64'), sealer: sealer(Plaintext!, owner) };
  },
  async open(owner, wrapped) {
    const { Plaintext } = await kms.send(
      new DecryptCommand({ KeyId, CiphertextBlob: Buffer.from(wrapped, 'base64'), EncryptionContext: { owner } }),
    );
    return sealer(Plaintext!, owner);
  },
});
