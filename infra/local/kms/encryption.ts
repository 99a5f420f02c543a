import { randomBytes } from 'node:crypto';
import type { DecryptRequest, EncryptRequest, GenerateDataKeyRequest, ReEncryptRequest } from '@aws-sdk/client-kms';
import { AwsError } from '../aws-api.ts';
import { invalidCiphertext, keyIdOf, seal, unseal, type Context } from './ciphertext.ts';
import type { Key, KeyRing } from './key-ring.ts';
import { bytes, invalid, type Wire } from './wire.ts';

export function encryption(ring: KeyRing) {
  function open(text: string | undefined, expected: string | undefined, context: Context) {
    const blob = bytes(text, 'CiphertextBlob', 6144);
    if (expected !== undefined && ring.find(expected).id !== keyIdOf(blob))
      throw new AwsError('IncorrectKeyException', 'The key in the request is not the one that made the ciphertext');
    let key: Key;
    try {
      key = ring.usable(keyIdOf(blob), 'encrypt');
    } catch (error) {
      throw error instanceof AwsError && error.name === 'NotFoundException' ? invalidCiphertext() : error;
    }
    return { key, plaintext: unseal(key, blob, context) };
  }
  function dataKey(request: GenerateDataKeyRequest) {
    const key = ring.usable(request.KeyId, 'encrypt');
    if ((request.KeySpec === undefined) === (request.NumberOfBytes === undefined))
      throw invalid('Specify either KeySpec or NumberOfBytes');
    const length = request.NumberOfBytes ?? (request.KeySpec === 'AES_128' ? 16 : 32);
    if (!(length >= 1 && length <= 1024)) throw invalid('NumberOfBytes must be 1 to 1024');
    const plaintext = randomBytes(length);
    return { KeyId: key.arn, plaintext, CiphertextBlob: seal(key, plaintext, request.EncryptionContext) };
  }
  return {
    GenerateDataKey(request: GenerateDataKeyRequest) {
      const { plaintext, ...rest } = dataKey(request);
      return { ...rest, Plaintext: plaintext.toString('base64') };
    },
    GenerateDataKeyWithoutPlaintext(request: GenerateDataKeyRequest) {
      const { KeyId, CiphertextBlob } = dataKey(request);
      return { KeyId, CiphertextBlob };
    },
    Encrypt(request: Wire<EncryptRequest>) {
      const key = ring.usable(request.KeyId, 'encrypt');
      const CiphertextBlob = seal(key, bytes(request.Plaintext, 'Plaintext', 4096), request.EncryptionContext);
      return { KeyId: key.arn, CiphertextBlob, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    Decrypt(request: Wire<DecryptRequest>) {
      const { key, plaintext } = open(request.CiphertextBlob, request.KeyId, request.EncryptionContext);
      return { KeyId: key.arn, Plaintext: plaintext.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    ReEncrypt(request: Wire<ReEncryptRequest>) {
      const source = open(request.CiphertextBlob, request.SourceKeyId, request.SourceEncryptionContext);
      const key = ring.usable(request.DestinationKeyId, 'encrypt');
      const CiphertextBlob = seal(key, source.plaintext, request.DestinationEncryptionContext);
      return { CiphertextBlob, SourceKeyId: source.key.arn, KeyId: key.arn };
    },
  };
}
