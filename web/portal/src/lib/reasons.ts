import type { Hold, Rejection } from '../../../../functions/documents/reasons.ts';
import type { Speaking, Word } from './language.ts';

const words: Readonly<Record<Rejection | Hold, Word>> = {
  'wrong-size': 'why.wrong-size',
  'wrong-checksum': 'why.wrong-checksum',
  'not-its-type': 'why.not-its-type',
  damaged: 'why.damaged',
  'unpacks-too-large': 'why.unpacks-too-large',
  malware: 'why.malware',
  'never-came': 'why.never-came',
  cancelled: 'why.cancelled',
  password: 'why.password',
  'too-large-to-look-into': 'why.too-large-to-look-into',
  'not-checked': 'why.not-checked',
};

/** Why a file was held or turned away, in the reader's language; what someone of the firm wrote themself, as they wrote it. */
export function reasonIn(say: Speaking['say'], code: string | undefined, says: string | undefined): string | undefined {
  const word = Object.entries(words).find(([known]) => known === code)?.[1];
  return word === undefined ? says : say(word);
}
