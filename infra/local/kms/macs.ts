import { createHmac, timingSafeEqual } from 'node:crypto';
import type { GenerateMacRequest, VerifyMacRequest } from '@aws-sdk/client-kms';
import { AwsError } from '../aws-api.ts';
import type { KeyRing } from './key-ring.ts';
import { bytes, type Wire } from './wire.ts';

export function macs(ring: KeyRing) {
  function macOf(request: Wire<GenerateMacRequest>) {
    const key = ring.usable(request.KeyId, 'mac');
    const length = key.spec.slice(-3);
    if (request.MacAlgorithm !== `HMAC_SHA_${length}`)
      throw new AwsError('InvalidKeyUsageException', `${key.arn} makes HMAC_SHA_${length} only.`);
    const mac = createHmac(`sha${length}`, key.material)
      .update(bytes(request.Message, 'Message', 4096))
      .digest();
    return { KeyId: key.arn, mac, MacAlgorithm: request.MacAlgorithm };
  }
  return {
    GenerateMac(request: Wire<GenerateMacRequest>) {
      const { mac, ...rest } = macOf(request);
      return { ...rest, Mac: mac.toString('base64') };
    },
    VerifyMac(request: Wire<VerifyMacRequest>) {
      const { mac, ...rest } = macOf(request);
      const given = bytes(request.Mac, 'Mac', 6144);
      if (given.length !== mac.length || !timingSafeEqual(given, mac))
        throw new AwsError('KMSInvalidMacException', 'The MAC does not belong to the message');
      return { ...rest, MacValid: true };
    },
  };
}
