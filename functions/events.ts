import { auditEvent } from './audit/events.ts';
import { batchEvent } from './batches/events.ts';
import { clientEvent } from './clients/events.ts';
import { documentEvent } from './documents/events.ts';
import { deadlineEvent } from './deadlines/events.ts';
import { engagementEvent } from './engagements/events.ts';
import { conflictEvent } from './conflicts/events.ts';
import { jobEvent } from './jobs/events.ts';
import { firmEvent } from './firm/events.ts';
import { letterTemplateEvent } from './letter-templates/events.ts';
import { letterEvent } from './letters/events.ts';
import { mergeEvent } from './merges/events.ts';
import { handOverEvent } from './hand-overs/events.ts';
import { importEvent } from './imports/events.ts';
import { mailTemplateEvent } from './mail-templates/events.ts';
import { calendarEvent } from './calendar/events.ts';
import { portalEvent } from './portal/events.ts';
import { noticeEvent } from './notices/events.ts';
import { mailEvent } from './notifications/mail.ts';
import { onboardingEvent } from './onboarding/events.ts';
import { organizerEvent, questionnaireEvent } from './organizers/events.ts';
import { requestEvent } from './requests/events.ts';
import { threadEvent } from './messages/events.ts';
import { seriesEvent } from './recurrence/events.ts';
import { viewEvent } from './views/events.ts';
import { templateEvent } from './templates/events.ts';
import { relationEvent } from './relations/events.ts';
import { wallEvent } from './walls/events.ts';

/** Every type of event with what it says: docs/events.md is made of it. */
export const eventCatalogue: Readonly<Record<string, string>> = {
  ...firmEvent.types,
  ...clientEvent.types,
  ...engagementEvent.types,
  ...handOverEvent.types,
  ...deadlineEvent.types,
  ...documentEvent.types,
  ...relationEvent.types,
  ...conflictEvent.types,
  ...wallEvent.types,
  ...auditEvent.types,
  ...batchEvent.types,
  ...importEvent.types,
  ...mailEvent.types,
  ...noticeEvent.types,
  ...portalEvent.types,
  ...calendarEvent.types,
  ...mailTemplateEvent.types,
  ...letterTemplateEvent.types,
  ...viewEvent.types,
  ...mergeEvent.types,
  ...jobEvent.types,
  ...templateEvent.types,
  ...seriesEvent.types,
  ...requestEvent.types,
  ...questionnaireEvent.types,
  ...organizerEvent.types,
  ...threadEvent.types,
  ...letterEvent.types,
  ...onboardingEvent.types,
};
