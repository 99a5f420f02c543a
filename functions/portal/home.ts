import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import type { Caller } from '../../shared/http/route.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import { clients, contacts } from '../clients/store.ts';
import { type Firm, settingsOf } from '../firm/firm.ts';
import { firms, logos } from '../firm/store.ts';
import type { Job } from '../jobs/job.ts';
import type { Letter } from '../letters/letter.ts';
import { lettersFor, portalLine as letterLine, PortalLetterLine } from '../letters/portal-view.ts';
import { organizersFor, portalLine as organizerLine, PortalOrganizerLine } from '../organizers/portal-view.ts';
import type { Organizer } from '../organizers/organizer.ts';
import { PortalThread, portalThreads, threadsFor, type WithUnread } from '../messages/portal-view.ts';
import { portalLine, PortalRequestLine, requestsFor } from '../requests/portal-view.ts';
import type { Request } from '../requests/request.ts';
import { jobsFor, Progress, progressOf } from './progress.ts';

/** Whose page it is: what the firm tells anyone. */
export const PortalFirm = z
  .object({
    name: z.string(),
    timeZone: z.string(),
    phone: z.string().optional(),
    colour: z.string().optional(),
    textColour: z.string().optional(),
    logo: z.string().optional(),
  })
  .meta({ id: 'PortalFirm' });

/** All that the first sight of the page shows, in one answer. */
export const HomeView = z
  .object({
    firm: PortalFirm,
    person: z.object({ id: Id('contact'), name: z.string(), language: z.string().optional() }),
    clients: z.array(z.object({ id: Id('client'), name: z.string() })),
    requests: z.array(PortalRequestLine),
    letters: z.array(PortalLetterLine),
    organizers: z.array(PortalOrganizerLine),
    jobs: z.array(Progress),
    /** The newest conversations. */
    threads: z.array(PortalThread),
  })
  .meta({ id: 'PortalHome' });

type Face = { firm: Stored<Firm>; logo: string | undefined };

type Loaded = Face & {
  person: Stored<Contact>;
  clients: readonly Stored<Client>[];
  jobs: readonly Job[];
  requests: readonly Stored<Request>[];
  letters: readonly Stored<Letter>[];
  organizers: readonly Stored<Organizer>[];
  threads: WithUnread;
};

const mostThreads = 20;

export async function loadFace(records: Records): Promise<Face> {
  const [firm, logo] = await Promise.all([records.get(firms, 'firm'), records.find(logos, 'logo')]);
  return { firm, logo: logo?.image };
}

export async function loadHome(records: Records, caller: Caller): Promise<Loaded> {
  const [face, person, found, jobs, requests, letters, organizers, threads] = await Promise.all([
    loadFace(records),
    records.get(contacts, caller.id),
    records.getMany(clients, caller.scope.only ?? []),
    jobsFor(records, caller),
    requestsFor(records, caller),
    lettersFor(records, caller),
    organizersFor(records, caller),
    threadsFor(records, caller, mostThreads),
  ]);
  return { ...face, person, clients: found, jobs, requests, letters, organizers, threads };
}

const told = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

export function faceOf({ firm, logo }: Face): z.input<typeof PortalFirm> {
  const { name, phone, colour, textColour } = settingsOf(firm);
  return { name, timeZone: firm.timeZone, ...told({ phone, colour, textColour, logo }) };
}

export function homeOf(home: Loaded, now: string): z.input<typeof HomeView> {
  const isLast = (progress: Progress) => progress.stage === 'finished';
  const jobs = home.jobs.flatMap((job) => progressOf(job, home.firm.timeZone, now));
  return {
    firm: faceOf(home),
    person: { id: home.person.id, name: home.person.name, ...told({ language: home.person.language }) },
    clients: home.clients
      .map(({ id, name: of }) => ({ id, name: of }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    requests: home.requests.map(portalLine),
    letters: home.letters.map((one) => letterLine(one, home.person)),
    organizers: home.organizers.map(organizerLine),
    jobs: [...jobs.filter((job) => !isLast(job)), ...jobs.filter(isLast)],
    threads: portalThreads(home.threads),
  };
}
