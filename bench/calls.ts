import { portalRoutes } from '../functions/portal-routes.ts';
import { staffRoutes } from '../functions/routes.ts';
import type { BenchCall } from './call.ts';
import { auditCalls } from './calls/audit.ts';
import { batchCalls } from './calls/batches.ts';
import { clientDetailCalls, worstClientDetailCalls } from './calls/client-details.ts';
import { clientCalls } from './calls/clients.ts';
import { conflictCalls, worstConflictCalls } from './calls/conflicts.ts';
import { deadlineCalls, worstDeadlineCalls } from './calls/deadlines.ts';
import { engagementCalls, worstEngagementCalls } from './calls/engagements.ts';
import { documentCalls, worstDocumentCalls } from './calls/documents.ts';
import { firmCalls } from './calls/firm.ts';
import { importCalls } from './calls/imports.ts';
import { jobCalls, worstJobCalls } from './calls/jobs.ts';
import { handOverCalls, worstHandOverCalls } from './calls/hand-overs.ts';
import { mailTemplateCalls, worstMailTemplateCalls } from './calls/mail-templates.ts';
import { letterTemplateCalls, worstLetterTemplateCalls } from './calls/letter-templates.ts';
import { mailCalls } from './calls/mails.ts';
import { mergeCalls } from './calls/merges.ts';
import { noticeCalls } from './calls/notices.ts';
import { peopleCalls } from './calls/people.ts';
import { organizerPageCalls, worstOrganizerPageCalls } from './calls/organizers-on-page.ts';
import { portalCalls, worstPortalCalls } from './calls/portal.ts';
import { portalFileCalls, worstPortalFileCalls } from './calls/portal-files.ts';
import { portalLinkCalls } from './calls/portal-links.ts';
import { worstFirmCalls } from './calls/worst-firm.ts';
import { viewCalls, worstViewCalls } from './calls/views.ts';
import { seriesCalls, worstSeriesCalls } from './calls/series.ts';
import { relationCalls, worstRelationCalls } from './calls/relations.ts';
import { messageCalls, worstMessageCalls } from './calls/messages.ts';
import { letterCalls, worstLetterCalls } from './calls/letters.ts';
import { chasingCalls, worstChasingCalls } from './calls/chasing.ts';
import { requestCalls, worstRequestCalls } from './calls/requests.ts';
import { shelfCalls } from './calls/shelf.ts';
import { worstShelfCalls } from './calls/worst-shelf.ts';
import { onboardingCalls, worstOnboardingCalls } from './calls/onboarding.ts';
import { organizerCalls, worstOrganizerCalls } from './calls/organizers.ts';
import { questionnaireCalls, worstQuestionnaireCalls } from './calls/questionnaires.ts';
import { statusLabelCalls } from './calls/status-labels.ts';
import { templateCalls, worstTemplateCalls } from './calls/templates.ts';
import { wallCalls, worstWallCalls } from './calls/walls.ts';
import { workMoreCalls, worstWorkMoreCalls } from './calls/work-more.ts';
import { worstCalls } from './calls/worst.ts';

/** Each route is called at least once; the dearest forms of the changes come last. */
export const benchCalls: readonly BenchCall[] = [
  ...firmCalls,
  ...clientCalls,
  ...clientDetailCalls,
  ...peopleCalls,
  ...portalLinkCalls,
  ...portalCalls,
  ...portalFileCalls,
  ...organizerPageCalls,
  ...viewCalls,
  ...auditCalls,
  ...importCalls,
  ...worstFirmCalls,
  ...batchCalls,
  ...mailCalls,
  ...mailTemplateCalls,
  ...letterTemplateCalls,
  ...noticeCalls,
  ...relationCalls,
  ...requestCalls,
  ...chasingCalls,
  ...questionnaireCalls,
  ...organizerCalls,
  ...onboardingCalls,
  ...messageCalls,
  ...letterCalls,
  ...conflictCalls,
  ...wallCalls,
  ...engagementCalls,
  ...handOverCalls,
  ...deadlineCalls,
  ...documentCalls,
  ...shelfCalls,
  ...seriesCalls,
  ...mergeCalls,
  ...templateCalls,
  ...workMoreCalls,
  ...jobCalls,
  ...statusLabelCalls,
  ...worstCalls,
  ...worstClientDetailCalls,
  ...worstViewCalls,
  ...worstRelationCalls,
  ...worstPortalCalls,
  ...worstPortalFileCalls,
  ...worstOrganizerPageCalls,
  ...worstRequestCalls,
  ...worstChasingCalls,
  ...worstQuestionnaireCalls,
  ...worstOrganizerCalls,
  ...worstOnboardingCalls,
  ...worstMessageCalls,
  ...worstLetterCalls,
  ...worstConflictCalls,
  ...worstWallCalls,
  ...worstEngagementCalls,
  ...worstHandOverCalls,
  ...worstDeadlineCalls,
  ...worstDocumentCalls,
  ...worstShelfCalls,
  ...worstMailTemplateCalls,
  ...worstLetterTemplateCalls,
  ...worstTemplateCalls,
  ...worstWorkMoreCalls,
  ...worstSeriesCalls,
  ...worstJobCalls,
];

/** Routes without a call, and calls of no route: there must be none. */
export function uncovered(): string[] {
  const all = [...staffRoutes, ...portalRoutes];
  const routes = new Set(all.map(({ method, path }) => `${method} ${path}`));
  const called = new Set(benchCalls.filter(({ worst }) => !worst).map(({ route }) => route));
  const changing = all.filter(({ decide }) => decide).map(({ method, path }) => `${method} ${path}`);
  const worst = new Set(benchCalls.filter((call) => call.worst).map(({ route }) => route));
  return [
    ...[...routes].filter((route) => !called.has(route)).map((route) => `${route} is never called`),
    ...changing.filter((route) => !worst.has(route)).map((route) => `${route} has no dearest form`),
    ...[...called, ...worst].filter((route) => !routes.has(route)).map((route) => `${route} is no route`),
  ];
}
