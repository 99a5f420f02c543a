import {
  CancelKeyDeletionCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  KMSClient,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAwsApi } from '../../../infra/local/aws-api.ts';
import { movableClock } from '../../../infra/local/clock.ts';
import { keyService } from '../../../infra/local/kms/service.ts';
import type { KmsKey } from '../../../infra/local/kms/key-ring.ts';
import { openStore } from '../../../infra/local/store.ts';

const key = (id: string, spec: KmsKey['spec']): KmsKey => ({
  id,
  arn: `arn:aws:kms:eu-central-1:000000000000:key/${id}`,
  aliases: [`alias/${id}`],
  spec,
});
const keys = [key('data', 'SYMMETRIC_DEFAULT'), key('other', 'SYMMETRIC_DEFAULT'), key('seal', 'HMAC_256')];

async function startKms() {
  const store = openStore(':memory:');
  const clock = movableClock();
  const api = await startAwsApi({ json: [keyService({ store, clock, keys })] });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const kms = new KMSClient({ endpoint: api.url, region: 'eu-central-1', credentials, maxAttempts: 1 });
  const close = async () => {
    kms.destroy();
    await api.close();
    store.close();
  };
  return { kms, api, clock, close };
}

let cloud: Awaited<ReturnType<typeof startKms>>;
beforeEach(async () => void (cloud = await startKms()));
afterEach(() => cloud.close());

const text = (value: string) => new TextEncoder().encode(value);
const named = (name: string) => expect.objectContaining({ name }) as Error;
const encrypt = (EncryptionContext?: Record<string, string>, KeyId = 'data') =>
  cloud.kms.send(new EncryptCommand({ KeyId, Plaintext: text('tax id'), EncryptionContext }));
const decrypt = (CiphertextBlob: Uint8Array | undefined, EncryptionContext?: Record<string, string>, KeyId?: string) =>
  cloud.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId }));

describe('Encryption', () => {
  test('gives a data key that its blob alone brings back', async () => {
    const EncryptionContext = { clientId: 'cli_1' };
    const made = await cloud.kms.send(
      new GenerateDataKeyCommand({ KeyId: 'alias/data', KeySpec: 'AES_256', EncryptionContext }),
    );
    expect(made.KeyId).toBe(keys[0]!.arn);
    expect(made.Plaintext).toHaveLength(32);
    const opened = await decrypt(made.CiphertextBlob, EncryptionContext);
    expect(opened).toMatchObject({ KeyId: keys[0]!.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
    expect(opened.Plaintext).toEqual(made.Plaintext);
  });

  test('gives a data key of any length, also without showing it', async () => {
    const made = await cloud.kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId: 'data', NumberOfBytes: 64 }));
    expect(made).not.toHaveProperty('Plaintext');
    expect((await decrypt(made.CiphertextBlob)).Plaintext).toHaveLength(64);
    const neither = cloud.kms.send(new GenerateDataKeyCommand({ KeyId: 'data' }));
    await expect(neither).rejects.toThrow('either KeySpec or NumberOfBytes');
  });

  test('never makes the same blob twice', async () => {
    const [first, second] = [await encrypt(), await encrypt()];
    expect(first.CiphertextBlob).not.toEqual(second.CiphertextBlob);
  });

  test('takes the key by id, ARN, alias and alias ARN', async () => {
    const { arn } = keys[0]!;
    for (const name of ['data', arn, 'alias/data', arn.replace(':key/', ':alias/')])
      expect((await encrypt({}, name)).KeyId).toBe(arn);
    await expect(encrypt({}, 'alias/none')).rejects.toThrow(named('NotFoundException'));
  });

  test('opens a blob with the same context in any order, and with no other', async () => {
    const { CiphertextBlob } = await encrypt({ firm: 'f', clientId: 'cli_1' });
    expect((await decrypt(CiphertextBlob, { clientId: 'cli_1', firm: 'f' })).Plaintext).toEqual(text('tax id'));
    const others: (Record<string, string> | undefined)[] = [
      undefined,
      { clientId: 'cli_1' },
      { firm: 'f', clientId: 'cli_2' },
    ];
    for (const wrong of others)
      await expect(decrypt(CiphertextBlob, wrong)).rejects.toThrow(named('InvalidCiphertextException'));
  });

  test('refuses a blob that was altered anywhere, cut off, or made elsewhere', async () => {
    const { CiphertextBlob } = await encrypt();
    for (let at = 0; at < CiphertextBlob!.length; at++) {
      const altered = Uint8Array.from(CiphertextBlob!);
      altered[at]! ^= 1;
      await expect(decrypt(altered)).rejects.toThrow(named('InvalidCiphertextException'));
    }
    const elsewhere = await startKms();
    try {
      const foreign = await elsewhere.kms.send(new EncryptCommand({ KeyId: 'data', Plaintext: text('tax id') }));
      for (const blob of [foreign.CiphertextBlob, CiphertextBlob!.slice(0, 20), text('junk')])
        await expect(decrypt(blob)).rejects.toThrow(named('InvalidCiphertextException'));
    } finally {
      await elsewhere.close();
    }
  });

  test('refuses a blob of another key than the one named', async () => {
    const { CiphertextBlob } = await encrypt();
    await expect(decrypt(CiphertextBlob, undefined, 'other')).rejects.toThrow(named('IncorrectKeyException'));
    expect((await decrypt(CiphertextBlob, undefined, 'alias/data')).Plaintext).toEqual(text('tax id'));
  });

  test('moves a blob to another key and context without showing the plaintext', async () => {
    const { CiphertextBlob } = await encrypt({ from: '1' });
    const moved = await cloud.kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: { from: '1' },
        DestinationKeyId: 'other',
        DestinationEncryptionContext: { to: '2' },
      }),
    );
    expect(moved).toMatchObject({ SourceKeyId: keys[0]!.arn, KeyId: keys[1]!.arn });
    expect((await decrypt(moved.CiphertextBlob, { to: '2' }, 'other')).Plaintext).toEqual(text('tax id'));
  });

  test('refuses a plaintext above 4 KB and an empty one', async () => {
    for (const Plaintext of [new Uint8Array(4097), new Uint8Array(0)]) {
      const refused = cloud.kms.send(new EncryptCommand({ KeyId: 'data', Plaintext }));
      await expect(refused).rejects.toThrow(named('ValidationException'));
    }
  });
});

describe('A MAC', () => {
  const message = { KeyId: 'seal', MacAlgorithm: 'HMAC_SHA_256' as const, Message: text('ada@firm.test') };

  test('is the same each time, and only its own message fits', async () => {
    const { Mac } = await cloud.kms.send(new GenerateMacCommand(message));
    expect((await cloud.kms.send(new GenerateMacCommand(message))).Mac).toEqual(Mac);
    expect((await cloud.kms.send(new VerifyMacCommand({ ...message, Mac }))).MacValid).toBe(true);
    const other = cloud.kms.send(new VerifyMacCommand({ ...message, Message: text('bob@firm.test'), Mac }));
    await expect(other).rejects.toThrow(named('KMSInvalidMacException'));
  });

  test('needs an HMAC key and that key’s algorithm, and such a key encrypts nothing', async () => {
    for (const wrong of [{ KeyId: 'data' }, { MacAlgorithm: 'HMAC_SHA_512' as const }]) {
      const refused = cloud.kms.send(new GenerateMacCommand({ ...message, ...wrong }));
      await expect(refused).rejects.toThrow(named('InvalidKeyUsageException'));
    }
    await expect(encrypt({}, 'seal')).rejects.toThrow(named('InvalidKeyUsageException'));
  });
});

describe('A key', () => {
  test('describes itself', async () => {
    const { KeyMetadata } = await cloud.kms.send(new DescribeKeyCommand({ KeyId: 'alias/seal' }));
    expect(KeyMetadata).toMatchObject({ KeyId: 'seal', KeySpec: 'HMAC_256', KeyState: 'Enabled', Enabled: true });
    expect(KeyMetadata!.CreationDate).toBeInstanceOf(Date);
  });

  test('that is disabled does nothing until it is enabled', async () => {
    const { CiphertextBlob } = await encrypt();
    await cloud.kms.send(new DisableKeyCommand({ KeyId: 'data' }));
    await expect(decrypt(CiphertextBlob)).rejects.toThrow(named('DisabledException'));
    await expect(encrypt()).rejects.toThrow(named('DisabledException'));
    await cloud.kms.send(new EnableKeyCommand({ KeyId: 'data' }));
    expect((await decrypt(CiphertextBlob)).Plaintext).toEqual(text('tax id'));
  });

  test('that is to be deleted can be saved until the day, and not after', async () => {
    const { CiphertextBlob } = await encrypt();
    const schedule = () => cloud.kms.send(new ScheduleKeyDeletionCommand({ KeyId: 'data', PendingWindowInDays: 7 }));
    expect((await schedule()).KeyState).toBe('PendingDeletion');
    await expect(decrypt(CiphertextBlob)).rejects.toThrow(named('KMSInvalidStateException'));
    await cloud.kms.send(new CancelKeyDeletionCommand({ KeyId: 'data' }));
    await cloud.kms.send(new EnableKeyCommand({ KeyId: 'data' }));
    expect((await decrypt(CiphertextBlob)).Plaintext).toEqual(text('tax id'));
    await schedule();
    cloud.clock.forward(7 * 86_400_000);
    const late = cloud.kms.send(new CancelKeyDeletionCommand({ KeyId: 'data' }));
    await expect(late).rejects.toThrow(named('NotFoundException'));
    await expect(decrypt(CiphertextBlob)).rejects.toThrow(named('InvalidCiphertextException'));
  });
});

test('Random bytes come in the number asked for', async () => {
  const { Plaintext } = await cloud.kms.send(new GenerateRandomCommand({ NumberOfBytes: 24 }));
  expect(Plaintext).toHaveLength(24);
  await expect(cloud.kms.send(new GenerateRandomCommand({}))).rejects.toThrow(named('ValidationException'));
});

test('A request without a signature is refused', async () => {
  const response = await fetch(cloud.api.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'TrentService.GenerateRandom' },
    body: JSON.stringify({ NumberOfBytes: 24 }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
});
