import type { Records } from '../../shared/table/records.ts';
import { linksOf } from '../clients/store.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import { conflicts, listConflicts } from '../conflicts/store.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { engagements, everyEngagementOf } from '../engagements/store.ts';
import type { Letter } from '../letters/letter.ts';
import { letters, lettersOfClient } from '../letters/store.ts';
import type { Organizer } from '../organizers/organizer.ts';
import { organizers, organizersOfClient } from '../organizers/store.ts';
import type { Series } from '../recurrence/series.ts';
import { seriesOfClient, seriesRecords } from '../recurrence/store.ts';
import type { Request } from '../requests/request.ts';
import { requests, requestsOfClient } from '../requests/store.ts';
import type { Facts } from './onboarding.ts';

/**
 * What each record tells of the onboarding of its client. Where a record does not say since when, `at` does: the moment
 * in which it was looked at.
 */
const ofConflict = ({ searchedAt, decision, decidedAt }: Conflict): Facts => ({
  conflicts: { startedAt: searchedAt, ...(decision !== 'declined' && { doneAt: decidedAt }) },
});

const ofEngagement = ({ createdAt, services, activatedAt, endedAt }: Engagement, at: string): Facts =>
  endedAt === undefined
    ? {
        engagement: { startedAt: createdAt, ...(services.length > 0 && { doneAt: at }) },
        series: { startedAt: activatedAt },
      }
    : {};

const ofLetter = ({ sentAt, signedAt }: Letter): Facts => ({ letter: { startedAt: sentAt, doneAt: signedAt } });

const ofOrganizer = ({ sentAt, accepted }: Organizer): Facts => ({
  organizer: { startedAt: sentAt, doneAt: accepted?.at },
});

const ofRequest = ({ sentAt, completedAt }: Request): Facts => ({
  request: { startedAt: sentAt, doneAt: completedAt },
});

const ofSeries = ({ status }: Pick<Series, 'status'>, at: string): Facts =>
  status === 'active' ? { series: { doneAt: at } } : {};

const ofPeople = (people: readonly unknown[], at: string): Facts =>
  people.length > 0 ? { client: { doneAt: at } } : {};

export type Told = { clientId: string; facts: Facts };
type Look = (records: Records, id: string, at: string) => Promise<Told | undefined>;

const lookAt =
  <T extends { clientId?: string | undefined }>(
    find: (records: Records, id: string) => Promise<T | undefined>,
    tell: (found: T, at: string) => Facts,
  ): Look =>
  async (records, id, at) => {
    const found = await find(records, id);
    return found?.clientId === undefined ? undefined : { clientId: found.clientId, facts: tell(found, at) };
  };

const aboutConflict = lookAt((records, id) => records.find(conflicts, id), ofConflict);
const aboutEngagement = lookAt((records, id) => records.find(engagements, id), ofEngagement);
const aboutLetter = lookAt((records, id) => records.find(letters, id), ofLetter);
const aboutOrganizer = lookAt((records, id) => records.find(organizers, id), ofOrganizer);
const aboutRequest = lookAt((records, id) => records.find(requests, id), ofRequest);
const aboutSeries = lookAt(
  (records, id) => records.find(seriesRecords, id),
  (one, at) => ofSeries(one, at),
);
const aboutPeople: Look = async (records, clientId, at) => ({
  clientId,
  facts: ofPeople(await linksOf(records, clientId, true), at),
});

/** What is looked at after an event, by what its chain is of. */
export const looks: Readonly<Record<string, Look>> = {
  'client.contact-linked': aboutPeople,
  'conflict.searched': aboutConflict,
  'conflict.decided': aboutConflict,
  'engagement.drafted': aboutEngagement,
  'engagement.service-added': aboutEngagement,
  'engagement.activated': aboutEngagement,
  'letter.sent': aboutLetter,
  'letter.signed': aboutLetter,
  'organizer.sent': aboutOrganizer,
  'organizer.accepted': aboutOrganizer,
  'request.sent': aboutRequest,
  'request.completed': aboutRequest,
  'series.begun': aboutSeries,
  'series.resumed': aboutSeries,
};

const page = { limit: 100 };

/** Everything that a client's records tell, as they are: what was there before its onboarding began. */
export async function factsOf(records: Records, clientId: string, at: string): Promise<Facts[]> {
  const [people, searched, engaged, written, asked, requested, recurring] = await Promise.all([
    linksOf(records, clientId),
    listConflicts(records, { clientId, ...page }),
    everyEngagementOf(records, clientId),
    lettersOfClient(records, clientId, page),
    organizersOfClient(records, clientId, page),
    requestsOfClient(records, clientId, page),
    seriesOfClient(records, clientId, page),
  ]);
  return [
    ofPeople(people, at),
    ...searched.items.map(ofConflict),
    ...engaged.map((one) => ofEngagement(one, at)),
    ...written.items.map(ofLetter),
    ...asked.items.map(ofOrganizer),
    ...requested.items.map(ofRequest),
    ...recurring.items.map((one) => ofSeries(one, at)),
  ];
}
