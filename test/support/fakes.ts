import { createHash, randomBytes } from 'node:crypto';
import type { Seal } from '../../functions/audit/seal.ts';
import type { KeepSeal } from '../../functions/audit/seal-keeper.ts';
import type { Seals } from '../../functions/audit/seal-store.ts';
import type { Account, UserPool } from '../../functions/firm/user-pool.ts';
import type { Quarantine } from '../../functions/documents/quarantine.ts';
import type { PartUploads } from '../../functions/documents/part-uploads.ts';
import { seconds } from '../../functions/documents/signing.ts';
import type { Uploads } from '../../functions/documents/uploads.ts';
import type { ImportFiles } from '../../functions/imports/files.ts';
import { instant, now } from '../../shared/clock.ts';
import type { Keys } from '../../shared/sensitive/keys.ts';
import { sealer } from '../../shared/sensitive/sealed.ts';

/** A key service in memory: wraps by a number of its own, opens for the right owner only. */
export function fakeKeys(): Keys {
  const made = new Map<string, { owner: string; key: Buffer }>();
  return {
    async make(owner) {
      const key = randomBytes(32);
      const wrapped = createHash('sha256').update(key).digest('base64');
      made.set(wrapped, { owner, key });
      return { wrapped, sealer: sealer(key, owner) };
    },
    async open(owner, wrapped) {
      const found = made.get(wrapped);
      if (found?.owner !== owner) throw new Error('InvalidCiphertextException');
      return sealer(found.key, owner);
    },
  };
}

/** A locked bucket in memory. */
export function fakeSeals(): Seals & { kept: Seal[]; keep: KeepSeal } {
  const kept: Seal[] = [];
  return {
    kept,
    all: async () => structuredClone(kept),
    last: async () => structuredClone(kept.at(-1)),
    meddled: async () => [],
    async keep(seal) {
      if (!kept.some((one) => one.through === seal.through)) kept.push(structuredClone(seal));
    },
  };
}

/** The place of files to be imported, in memory. */
export function fakeFiles(): ImportFiles & { kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    keep: async (sha256, bytes) => void kept.set(sha256, bytes.slice()),
    read: async (sha256) => kept.get(sha256),
  };
}

/** A user pool in memory that counts the invitations it mailed. */
export function fakePool(): UserPool & { accounts: Map<string, Account>; mailed: string[] } {
  const accounts = new Map<string, Account>();
  const mailed: string[] = [];
  const change = (id: string, part: Partial<Account>) => void accounts.set(id, { ...accounts.get(id)!, ...part });
  return {
    accounts,
    mailed,
    find: async (id) => structuredClone(accounts.get(id)),
    async invite(id, mail) {
      if (accounts.has(id)) return;
      accounts.set(id, { mail, enabled: true, invitations: 1 });
      mailed.push(mail);
    },
    async inviteAgain(id, invitations) {
      change(id, { invitations });
      mailed.push(accounts.get(id)!.mail);
    },
    changeMail: async (id, mail) => change(id, { mail }),
    enable: async (id) => change(id, { enabled: true }),
    disable: async (id) => change(id, { enabled: false }),
  };
}

type FakePartUploads = PartUploads & {
  /** What a browser does. */
  bring: (uploadId: string, number: number, bytes: Uint8Array) => void;
  /** What was made of the parts, by key. */
  completed: Map<string, Uint8Array>;
  giveUp: (uploadId: string) => void;
};

/** Files in parts, in memory. */
export function fakePartUploads(): FakePartUploads {
  const under = new Map<string, Map<number, { bytes: Uint8Array; sha256: string }>>();
  const completed = new Map<string, Uint8Array>();
  let count = 0;
  return {
    completed,
    bring: (uploadId, number, bytes) =>
      void under.get(uploadId)!.set(number, { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }),
    giveUp: (uploadId) => void under.delete(uploadId),
    async begin() {
      under.set(`upload-${++count}`, new Map());
      return `upload-${count}`;
    },
    sign: async ({ key }, uploadId, parts) =>
      parts.map(({ number, size }) => ({
        number,
        method: 'PUT',
        url: `https://quarantine.example/${key}?uploadId=${uploadId}&partNumber=${number}&size=${size}`,
        headers: {},
        expiresAt: instant(now() + seconds.upload * 1000),
      })),
    async arrived(_, uploadId) {
      const parts = under.get(uploadId);
      return (
        parts && [...parts].map(([number, { bytes, sha256 }]) => ({ number, size: bytes.length, sha256, etag: 'e' }))
      );
    },
    async complete({ key }, { uploadId, parts }) {
      const come = under.get(uploadId);
      if (!come) return;
      completed.set(key, Buffer.concat(parts.map(({ number }) => come.get(number)!.bytes)));
      under.delete(uploadId);
    },
  };
}

/** Requests signed by nobody: they name what they are for. */
export function fakeUploads(): Uploads & { parts: FakePartUploads } {
  const expiresAt = (after: number) => instant(now() + after * 1000);
  return {
    parts: fakePartUploads(),
    instructionsFor: async ({ key, type, size }) => ({
      method: 'PUT',
      url: `https://quarantine.example/${key}?size=${size}`,
      headers: { 'content-type': type },
      expiresAt: expiresAt(seconds.upload),
    }),
    linkFor: async ({ key, versionId }) => ({
      url: `https://vault.example/${key}?versionId=${versionId}`,
      expiresAt: expiresAt(seconds.download),
    }),
  };
}

/** The two buckets in memory: `put` is what a browser does. */
export function fakeQuarantine(): Quarantine & {
  lying: Map<string, Uint8Array>;
  vault: Map<string, Uint8Array>;
  put: (key: string, bytes: Uint8Array, composite?: string) => void;
  abandoned: string[];
} {
  const lying = new Map<string, Uint8Array>();
  const composites = new Map<string, string>();
  const abandoned: string[] = [];
  const vault = new Map<string, Uint8Array>();
  const etags = new WeakMap<Uint8Array, string>();
  // A large file is asked for often.
  const etagOf = (bytes: Uint8Array) => {
    const etag = etags.get(bytes) ?? createHash('md5').update(bytes).digest('hex');
    etags.set(bytes, etag);
    return etag;
  };
  return {
    lying,
    vault,
    abandoned,
    put(key, bytes, composite) {
      lying.set(key, bytes);
      if (composite !== undefined) composites.set(key, composite);
    },
    async find(key) {
      const bytes = lying.get(key);
      if (!bytes) return undefined;
      const sha256 = composites.get(key) ?? createHash('sha256').update(bytes).digest('hex');
      return { size: bytes.length, sha256, etag: etagOf(bytes) };
    },
    read: async (key, from, length) => lying.get(key)!.slice(from, from + length),
    async content(key) {
      const bytes = lying.get(key)!;
      return (async function* () {
        yield bytes;
      })();
    },
    async release({ key, etag }) {
      const bytes = lying.get(key)!;
      if (!vault.has(key)) {
        if (etagOf(bytes) !== etag) throw new Error('PreconditionFailed');
        vault.set(key, bytes);
      }
      return `version of ${key}`;
    },
    async empty(key) {
      if (lying.has(key)) lying.set(key, new Uint8Array());
    },
    abandon: async (_, uploadId) => void abandoned.push(uploadId),
    destroy: async ({ key }) => void vault.delete(key),
  };
}
