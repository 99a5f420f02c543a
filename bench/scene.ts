import type { Firm } from '../functions/firm/firm.ts';
import { afterwards, type BenchFirm, growTo } from './firm.ts';
import type { Given } from './maker.ts';

/** A client of the size that is looked at every day, and one each of its people and notes. */
export type Subject = { clientId: string; contactId: string; noteId: string };

/** The firm at one size, with what the calls are about. */
export type Scene = BenchFirm & {
  size: number;
  /** Only read. */
  still: Subject;
  /** What changes are made to. */
  moving: Subject;
  /** A client whose people are shared with `moving`. */
  other: string;
  colleague: string;
  /** Someone who may see ten clients, and someone who may see as many as can be chosen. */
  guest: string;
  wideGuest: string;
};

const note = (n: number) => `Call ${10 + n}: went through the open questions of the return, two documents are missing.`;

const people = ['Amelia', 'Bertha', 'Carlos'].map((first) => ({
  name: `${first} Brandt`,
  mail: `${first.toLowerCase()}@brandt.example`,
  phone: '+1 555 010 4477',
  title: 'Partner',
}));

async function aSubject({ make, responsible }: BenchFirm, name: string, number: string): Promise<Subject> {
  const client = {
    name,
    number,
    responsible,
    kind: 's-corporation',
    lifecycle: 'onboarding',
    tags: ['weekly'],
  } satisfies Given['client'];
  const { id, contactIds } = await make.client({ client, taxId: '12-3456789', contacts: people }, afterwards);
  const noteIds = [];
  for (let n = 0; n < 12; n++) noteIds.push(await make.note(note(n), id, afterwards));
  return { clientId: id, contactId: contactIds[0]!, noteId: noteIds[0]! };
}

/** The firm as it was founded, whatever calls did to it: what a call costs goes by nothing that came before it. */
export const firmAnew = ({ make, founded }: Pick<Scene, 'make' | 'founded'>, more: Partial<Firm> = {}): Promise<void> =>
  make.restoreFirm({ ...founded, ...more }, afterwards);

/** A firm that can be called, as what it mails to clients asks for. */
export const firmToCall = (scene: Scene): Promise<void> => firmAnew(scene, { phone: '303-555-0100' });

/** Each scene has its own subjects: what was done to those of a smaller firm does not weigh on the next. */
export async function aScene(firm: BenchFirm, size: number): Promise<Scene> {
  const { make, clientIds } = firm;
  await firmAnew(firm);
  await growTo(firm, size);
  const mail = (who: string) => `${who}${10_000 + size}@firm.example`;
  const guest = (who: string, only: string[]) =>
    make.member({ name: 'Young Guest', mail: mail(who), role: 'guest', scope: { only } }, afterwards);
  return {
    ...firm,
    size,
    still: await aSubject(firm, 'Brandt & Daughters', String(700_000 + size)),
    moving: await aSubject(firm, 'Brandt & Sons', String(800_000 + size)),
    other: (await aSubject(firm, 'Brandt Holding', String(900_000 + size))).clientId,
    colleague: await make.member({ name: 'Young Colleague', mail: mail('colleague') }, afterwards),
    guest: await guest('guest', clientIds.slice(0, 10)),
    wideGuest: await guest('wideguest', clientIds.slice(0, 200)),
  };
}
