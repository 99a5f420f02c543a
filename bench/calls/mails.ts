import { afterwards } from '../firm.ts';
import type { BenchCall } from '../call.ts';
import { firmAnew, type Scene } from '../scene.ts';

const ofTen = { limit: '10' };
const mail = { subject: 'Two documents are missing', text: 'Please send us the statements of March and of April.' };
const from = 'Eleanor, Larkfield & Rowe';
const longest = { subject: '漢'.repeat(200), text: '漢'.repeat(100_000), from: '漢'.repeat(322) };

const held = ({ make, moving }: Scene, written = { ...mail, from }) => make.heldMail(written, moving, afterwards);
const heldId = async (scene: Scene, written?: typeof longest) => ({ params: { mailId: await held(scene, written) } });
const tenHeld = async (scene: Scene) => {
  for (let n = 0; n < 11; n++) await held(scene);
};
/** Prepares the call in a firm that has gone live. */
const live = (scene: Scene) => firmAnew(scene, { liveSince: afterwards });
const inLive =
  <T>(prepare: (scene: Scene) => Promise<T>) =>
  async (scene: Scene): Promise<T> => {
    await live(scene);
    return prepare(scene);
  };
const nothing = async () => ({});
const toContact = async ({ moving: { clientId, contactId } }: Scene, written: object = mail) => ({
  params: { clientId },
  body: { contactId, ...written },
});

const both = (route: string, request: BenchCall['request'], dearest = request): BenchCall[] => [
  { route, request },
  { route, worst: true, request: dearest },
];

export const mailCalls: readonly BenchCall[] = [
  ...both('POST /v1/firm/go-live', async (scene) => {
    await firmAnew(scene);
    return {};
  }),
  ...both('POST /v1/firm/stop-mail', inLive(nothing)),
  ...both(
    'POST /v1/clients/{clientId}/mails',
    (scene) => toContact(scene),
    (scene) => toContact(scene, { subject: longest.subject, text: '漢'.repeat(80_000) }),
  ),
  {
    route: 'GET /v1/clients/{clientId}/mails',
    when: 'a page of 10',
    async request(scene) {
      await tenHeld(scene);
      return { params: { clientId: scene.moving.clientId }, query: ofTen };
    },
  },
  {
    route: 'GET /v1/mails',
    when: 'a page of 10',
    async request(scene) {
      await tenHeld(scene);
      return { query: ofTen };
    },
  },
  { route: 'GET /v1/mails/{mailId}', request: (scene) => heldId(scene) },
  ...both(
    'POST /v1/mails/{mailId}/release',
    inLive(heldId),
    inLive((scene) => heldId(scene, longest)),
  ),
  ...both(
    'POST /v1/mails/{mailId}/discard',
    (scene) => heldId(scene),
    (scene) => heldId(scene, longest),
  ),
  ...both(
    'POST /v1/mails/release',
    inLive(async ({ moving: { clientId } }) => ({ body: { clientId } })),
  ),
  ...both('POST /v1/mails/discard', async ({ moving: { clientId } }) => ({ body: { clientId } })),
];
