import type { Why } from './document.ts';

/** Sentences for whoever sent the file. */
const rejections = {
  'wrong-size': 'The file is not as large as was said; send it again',
  'wrong-checksum': 'The file changed on its way; send it again',
  'not-its-type': 'The file is not what its name says; open it on your device, save it anew and send that',
  damaged: 'The file is damaged: what is in it cannot be read. Send it again',
  'unpacks-too-large': 'The file unpacks to far more than it should; send what is in it one by one',
  malware: 'Malware was found in the file; it was not kept',
  'never-came': 'The file never came',
  cancelled: 'The upload was cancelled',
} as const;

const holds = {
  password: 'The file has a password, so nobody can look into it before someone of the firm decides',
  'too-large-to-look-into': 'There is more in the file than can be looked through; someone of the firm decides',
  'not-checked': 'The file could not be checked; someone of the firm decides',
} as const;

export type Rejection = keyof typeof rejections;
export type Hold = keyof typeof holds;

const because = <T extends string>(says: Readonly<Record<T, string>>, code: T): Why => ({ code, says: says[code] });

export const rejected = (code: Rejection) => ({ is: 'rejected' as const, why: because(rejections, code) });
export const held = (code: Hold) => ({ is: 'held' as const, why: because(holds, code) });
