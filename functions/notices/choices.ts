import * as z from 'zod';
import { WallTime } from '../../shared/dates/zone.ts';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type NoticeKind, noticeKinds } from './notice.ts';

/** `app`: only where one looks; `mail`: in the morning mail too. */
const How = z.enum(['app', 'mail', 'none']);
type How = z.output<typeof How>;

const kinds = Object.fromEntries(noticeKinds.map((kind) => [kind, How])) as Record<NoticeKind, typeof How>;
const Kinds = z.object(kinds);

const Morning = z.object({ isOn: z.boolean(), at: WallTime });

/** How someone wants to be told; what they said nothing of is as it is for everyone. */
export const Choices = z.object({
  memberId: Id('member'),
  kinds: Kinds.partial(),
  morning: Morning.optional(),
});
export type Choices = z.output<typeof Choices>;

export const ChoicesInput = z
  .strictObject({
    kinds: z.strictObject(Kinds.partial().shape).default({}),
    morning: z
      .strictObject({ isOn: z.boolean().default(true), at: WallTime.default('07:30') })
      .optional()
      .meta({ description: 'The one mail of a working day, at the first half hour of the world’s clock from this on' }),
  })
  .meta({ id: 'NoticeChoicesInput' });

export const ChoicesView = z.object({ kinds: Kinds, morning: Morning, version: z.int() }).meta({ id: 'NoticeChoices' });

/** The morning mail has a part of its own for what is due: a reminder of the same would stand there twice. */
const usual: Record<NoticeKind, How> = {
  assigned: 'mail',
  mentioned: 'mail',
  watched: 'app',
  unblocked: 'mail',
  returned: 'mail',
  answered: 'app',
  'failed-step': 'mail',
  reminder: 'app',
  'at-risk': 'mail',
  series: 'mail',
  letter: 'mail',
  'from-client': 'mail',
  'held-file': 'mail',
  'mail-failed': 'mail',
};

export const settingsOf = (choices: Choices | undefined) => ({
  kinds: { ...usual, ...choices?.kinds },
  morning: choices?.morning ?? { isOn: true, at: '07:30' },
});

export const wants = (choices: Choices | undefined, kind: NoticeKind): boolean =>
  settingsOf(choices).kinds[kind] !== 'none';

export const isMailed = (choices: Choices | undefined, kind: NoticeKind): boolean =>
  settingsOf(choices).kinds[kind] === 'mail';

/** All of it anew: what is left out is as it is for everyone again. */
export function choose(
  before: Choices | undefined,
  { kinds: chosen, morning }: z.output<typeof ChoicesInput>,
  memberId: string,
): Choices {
  const { morning: _, ...rest } = before ?? {};
  return { ...rest, memberId, kinds: chosen, ...(morning && { morning }) };
}

export const viewChoices = (choices: Stored<Choices> | undefined): z.input<typeof ChoicesView> => ({
  ...settingsOf(choices),
  version: choices?.version ?? 0,
});
