import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken, notFound } from '../../shared/errors.ts';
import { Id, type NewId } from '../../shared/ids.ts';
import { ofRight } from '../../shared/table/fields.ts';
import { put } from '../clients/put.ts';
import { Fee } from './fee.ts';
import { change as changeService, make, Service, ServiceInput, type ServicePatch } from './service.ts';

export const Status = z.enum(['draft', 'proposed', 'active', 'paused', 'ended']);
export type Status = z.output<typeof Status>;

/** How far the engagement letter has come; people say so until letters are sent from here. */
export const Letter = z.enum(['none', 'draft', 'sent', 'viewed', 'signed', 'declined', 'expired', 'not-needed']);
export type Letter = z.output<typeof Letter>;

/** What follows on the last day: it goes on as before, it is agreed anew, or it is over. */
export const Renewal = z.enum(['automatic', 'by-agreement', 'none']);

/** What the firm does for a client. Its status is not kept but follows from what happened. */
export const Engagement = z.object({
  id: Id('engagement'),
  clientId: Id('client'),
  title: z.string().trim().min(1).max(200),
  letter: Letter,
  startsOn: CivilDate.optional(),
  endsOn: CivilDate.optional(),
  renewal: Renewal.optional(),
  /** Who pays for this, where it is not who pays for the client. */
  billingClientId: Id('client').optional(),
  services: z.array(Service).max(40),
  /** By service. */
  fees: ofRight('amounts', z.record(Id('service'), Fee)).optional(),
  /** Letters whose chosen package is among its services. */
  proposals: z.array(Id('letter')).max(40).optional(),
  activatedAt: z.iso.datetime().optional(),
  pausedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  /** Its client was erased: what it was called is gone, and it is over. */
  erasedAt: z.iso.datetime().optional(),
});
export type Engagement = z.output<typeof Engagement>;

const of = Engagement.shape;
const term = { startsOn: of.startsOn, endsOn: of.endsOn, renewal: of.renewal, billingClientId: of.billingClientId };

export const NewEngagement = z
  .strictObject({
    title: of.title,
    letter: Letter.default('none'),
    ...term,
    services: z.array(ServiceInput).max(40).default([]),
  })
  .meta({ id: 'NewEngagement' });
export type NewEngagement = z.output<typeof NewEngagement>;

/** null takes a value away. Services have calls of their own. */
export const EngagementPatch = z
  .strictObject({
    title: of.title.optional(),
    letter: Letter.optional(),
    startsOn: of.startsOn.nullable(),
    endsOn: of.endsOn.nullable(),
    renewal: of.renewal.nullable(),
    billingClientId: of.billingClientId.nullable(),
  })
  .meta({ id: 'EngagementPatch' });
export type EngagementPatch = z.output<typeof EngagementPatch>;

const isOffered = (letter: Letter) => letter === 'sent' || letter === 'viewed' || letter === 'signed';

/**
 * An engagement is a draft until its letter is out, proposed until someone begins it, and then what was done with it
 * last. A letter that was declined or expired leaves a draft to be worked over; one that changes later, when work has
 * begun, stops no work.
 */
export function statusOf({ letter, activatedAt, pausedAt, endedAt }: Omit<Engagement, 'services' | 'fees'>): Status {
  if (endedAt !== undefined) return 'ended';
  if (pausedAt !== undefined) return 'paused';
  if (activatedAt !== undefined) return 'active';
  return isOffered(letter) ? 'proposed' : 'draft';
}

function inOrder(engagement: Engagement): Engagement {
  const { startsOn, endsOn } = engagement;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    throw broken('The last day of an engagement does not lie before its first', { field: 'endsOn' });
  return engagement;
}

const mostPeople = 40;

/** Each of them has a row of what they hold, and the rows of a record are written in one transaction. */
function fewEnough(engagement: Engagement): Engagement {
  const people = new Set(engagement.services.flatMap(({ roles = [] }) => roles.map(({ memberId }) => memberId)));
  if (people.size > mostPeople)
    throw broken(`At most ${mostPeople} people have a part in one engagement; add another engagement`);
  return engagement;
}

type Fees = NonNullable<Engagement['fees']>;
const withFees = ({ fees: _, ...engagement }: Engagement, fees: Fees): Engagement =>
  Object.keys(fees).length > 0 ? { ...engagement, fees } : engagement;

export function draft(input: NewEngagement, clientId: string, id: string, now: string, newId: NewId): Engagement {
  const { title, letter, services: given, ...rest } = input;
  const services = given.map((service) => ({ ...make(service, newId('service')), fee: service.fee }));
  const fees = Object.fromEntries(services.flatMap(({ id: of_, fee }) => (fee ? [[of_, fee]] : [])));
  const drawn: Engagement = {
    id,
    clientId,
    title,
    letter,
    services: services.map(({ fee: _, ...service }) => service),
    createdAt: now,
  };
  return fewEnough(inOrder(withFees(put(drawn, rest, ['services']), fees)));
}

/** What is over stays as it was: it is what was agreed then. */
function notEnded(engagement: Engagement): void {
  if (engagement.endedAt !== undefined) throw broken('This engagement has ended; add a new one for what is agreed now');
}

export function update(engagement: Engagement, patch: EngagementPatch): Engagement {
  notEnded(engagement);
  return inOrder(put(engagement, patch, ['services']));
}

export function addService(engagement: Engagement, input: ServiceInput, id: string): Engagement {
  notEnded(engagement);
  if (engagement.services.length >= 40) throw broken('An engagement has at most 40 services; add another engagement');
  const services = [...engagement.services, make(input, id)];
  const fees = { ...engagement.fees, ...(input.fee && { [id]: input.fee }) };
  return fewEnough(withFees({ ...engagement, services }, fees));
}

export function serviceOf({ services }: Engagement, id: string): Service {
  const found = services.find((service) => service.id === id);
  if (!found) throw notFound('service', id);
  return found;
}

/** `fee`: a new one, null to take it away, undefined to leave it. */
export function updateService(engagement: Engagement, id: string, patch: ServicePatch): Engagement {
  notEnded(engagement);
  const changed = changeService(serviceOf(engagement, id), patch);
  const services = engagement.services.map((service) => (service.id === id ? changed : service));
  const { [id]: had, ...others } = engagement.fees ?? {};
  const fee = patch.fee === undefined ? had : patch.fee;
  return fewEnough(withFees({ ...engagement, services }, { ...others, ...(fee && { [id]: fee }) }));
}

export function removeService(engagement: Engagement, id: string): Engagement {
  notEnded(engagement);
  serviceOf(engagement, id);
  const { [id]: _, ...fees } = engagement.fees ?? {};
  return withFees({ ...engagement, services: engagement.services.filter((service) => service.id !== id) }, fees);
}

/**
 * Work may begin before the letter comes back, as it does in every firm; that it did is shown wherever the engagement
 * is. What the client has turned down may not.
 */
export function activate(engagement: Engagement, now: string): Engagement {
  notEnded(engagement);
  const { letter, services, activatedAt } = engagement;
  if (activatedAt !== undefined) throw broken('This engagement has begun already');
  if (letter === 'declined' || letter === 'expired')
    throw broken(`The letter of this engagement is ${letter}; send a new one, or say that none is needed`, {
      field: 'letter',
    });
  if (services.length === 0) throw broken('Say what is done for the client first: this engagement has no service');
  return { ...engagement, activatedAt: now };
}

export function pause(engagement: Engagement, now: string): Engagement {
  notEnded(engagement);
  if (statusOf(engagement) !== 'active') throw broken('Only work that has begun, and goes on, can be paused');
  return { ...engagement, pausedAt: now };
}

export function resume({ pausedAt, ...engagement }: Engagement): Engagement {
  notEnded(engagement);
  if (pausedAt === undefined) throw broken('This engagement is not paused');
  return engagement;
}

/** Also what never began: it is withdrawn. */
export function end(engagement: Engagement, endsOn: string | undefined, now: string): Engagement {
  notEnded(engagement);
  return { ...inOrder({ ...engagement, ...(endsOn !== undefined && { endsOn }) }), endedAt: now };
}
