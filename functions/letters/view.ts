import * as z from 'zod';
import { seenBy } from '../../shared/http/rights.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { SignedOffView, viewSignedOff } from './sign-off.ts';
import { costs, isOut, Letter, turnOf } from './letter.ts';

const {
  text: _text,
  packages: _packages,
  document: _file,
  fileVersion: _version,
  signedFileVersion: _signed,
  ...told
} = Letter.shape;

/** A letter as a list shows it. */
export const LetterLine = z
  .object({
    ...told,
    /** What is signed off. */
    document: SignedOffView.optional(),
    /** Whose turn it is. */
    turn: z.string().optional(),
    version: z.int(),
    can: z.object({
      edit: z.boolean(),
      send: z.boolean(),
      resend: z.boolean(),
      extend: z.boolean(),
      withdraw: z.boolean(),
    }),
  })
  .meta({ id: 'LetterLine' });

export const LetterView = LetterLine.extend({
  /** For who may see amounts: it names what the work costs. */
  text: z.string().optional(),
  packages: Letter.shape.packages,
}).meta({ id: 'Letter' });

export function line(letter: Stored<Letter>, caller: Caller): z.input<typeof LetterLine> {
  const {
    text: _,
    packages: _offered,
    document,
    fileVersion: _version,
    signedFileVersion: _signedVersion,
    ...rest
  } = letter;
  const may = caller.role !== 'guest';
  const turn = turnOf(letter);
  const isDraft = letter.status === 'draft';
  return {
    ...rest,
    ...(document && { document: viewSignedOff(document) }),
    ...(turn && { turn: turn.contactId }),
    can: {
      edit: may && isDraft,
      send: may && isDraft,
      resend: may && turn !== undefined,
      extend: may && (isOut(letter) || letter.status === 'expired'),
      withdraw: may && letter.status !== 'signed' && letter.status !== 'void',
    },
  };
}

export const view = (letter: Stored<Letter>, caller: Caller): z.input<typeof LetterView> => ({
  ...line(letter, caller),
  ...seenBy(costs, { text: letter.text, ...(letter.packages && { packages: letter.packages }) }, caller),
});
