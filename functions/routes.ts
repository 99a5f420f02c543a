import type { Route } from '../shared/http/route.ts';
import { auditRoutes } from './audit/routes.ts';
import type { Verifying } from './audit/verify.ts';
import { batchRoutes } from './batches/routes.ts';
import { clientRoutes } from './clients/client-routes.ts';
import { contactRoutes } from './clients/contact-routes.ts';
import { customFieldRoutes } from './clients/custom-field-routes.ts';
import { duplicateRoutes } from './clients/duplicate-routes.ts';
import { erasureRoutes } from './clients/erasure-routes.ts';
import { clientHoldRoutes } from './clients/hold-routes.ts';
import { groupRoutes } from './clients/group-routes.ts';
import { noteRoutes } from './clients/note-routes.ts';
import { searchRoutes } from './clients/search-routes.ts';
import type { Sensitive } from './clients/sensitive.ts';
import { deadlineRoutes } from './deadlines/deadline-routes.ts';
import { postponementRoutes } from './deadlines/postponement-routes.ts';
import { liveRoutes } from './firm/live-routes.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { shelfRoutes } from './documents/routes.ts';
import type { Filed } from './documents/routing.ts';
import { engagementRoutes } from './engagements/engagement-routes.ts';
import { feeReportRoutes } from './engagements/report-routes.ts';
import { serviceRoutes } from './engagements/service-routes.ts';
import { conflictRoutes } from './conflicts/routes.ts';
import { firmRoutes } from './firm/routes.ts';
import { handOverRoutes } from './hand-overs/routes.ts';
import { healthRoutes } from './firm/health-routes.ts';
import { jobListRoutes } from './jobs/list-routes.ts';
import { commentRoutes } from './jobs/comment-routes.ts';
import { jobDeadlineRoutes } from './jobs/job-deadline-routes.ts';
import { jobRoutes } from './jobs/job-routes.ts';
import { bulkRoutes } from './jobs/bulk/routes.ts';
import { quickTaskRoutes } from './jobs/quick-task-routes.ts';
import { furtherTemplateRoutes } from './jobs/further-template-routes.ts';
import { rollOutRoutes } from './jobs/roll-out/routes.ts';
import { jobStateRoutes } from './jobs/job-state-routes.ts';
import { statusLabelRoutes } from './jobs/labels/label-routes.ts';
import { reviewRoutes } from './jobs/review-routes.ts';
import { seasonRoutes } from './jobs/season-routes.ts';
import { taskRoutes } from './jobs/task-routes.ts';
import { taskWorkRoutes } from './jobs/task-work-routes.ts';
import { workflowRoutes } from './jobs/workflow/routes.ts';
import { viewRoutes } from './views/routes.ts';
import { mergeRoutes } from './merges/routes.ts';
import { portalLinkRoutes } from './portal/staff-routes.ts';
import { letterTemplateRoutes } from './letter-templates/routes.ts';
import { mailTemplateRoutes } from './mail-templates/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { mailRoutes } from './notifications/mail-routes.ts';
import { importRoutes } from './imports/routes.ts';
import type { Filing } from './imports/starting.ts';
import { workImportRoutes } from './imports/work/routes.ts';
import { templateRoutes } from './templates/template-routes.ts';
import { templateVersionRoutes } from './templates/version-routes.ts';
import { letterRoutes } from './letters/letter-routes.ts';
import { letterSendingRoutes } from './letters/sending-routes.ts';
import { verifyLetterRoute } from './letters/verify-route.ts';
import { nudgeRoutes } from './chasing/nudge-routes.ts';
import { onboardingListRoutes } from './onboarding/list-routes.ts';
import { onboardingRoutes } from './onboarding/onboarding-routes.ts';
import { requestUploadRoutes } from './requests/upload-routes.ts';
import { requestItemRoutes } from './requests/item-routes.ts';
import { requestRoutes } from './requests/request-routes.ts';
import { organizerRoutes } from './organizers/organizer-routes.ts';
import { organizerReviewRoutes } from './organizers/review-routes.ts';
import { questionnaireRoutes } from './organizers/questionnaire-routes.ts';
import { questionnaireVersionRoutes } from './organizers/questionnaire-version-routes.ts';
import { organizerUploadRoutes } from './organizers/upload-routes.ts';
import { messageFileRoutes } from './messages/file-routes.ts';
import { heldReplyRoutes } from './messages/held-routes.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { threadNoteRoutes } from './messages/note-routes.ts';
import { threadListRoutes } from './messages/thread-lists.ts';
import { threadRoutes } from './messages/thread-routes.ts';
import { scopeRoutes } from './recurrence/scope/routes.ts';
import { seriesChangeRoutes } from './recurrence/series-change-routes.ts';
import { seriesPreviewRoutes } from './recurrence/series-preview-routes.ts';
import { seriesRoutes } from './recurrence/series-routes.ts';
import { relationRoutes } from './relations/routes.ts';
import { wallRoutes } from './walls/routes.ts';

/** What the staff's routes load with, beside the table. */
export type StaffDeps = Sensitive & Verifying & Filing & Filed;

/** Every route of the staff's API: what the function answers, the document describes and the bench calls. */
export const staffRoutes: readonly Route<StaffDeps>[] = [
  ...healthRoutes,
  ...firmRoutes,
  ...clientRoutes,
  ...contactRoutes,
  ...noteRoutes,
  ...groupRoutes,
  ...customFieldRoutes,
  ...erasureRoutes,
  ...clientHoldRoutes,
  ...mergeRoutes,
  ...relationRoutes,
  ...conflictRoutes,
  ...wallRoutes,
  ...searchRoutes,
  ...duplicateRoutes,
  ...viewRoutes,
  ...auditRoutes,
  ...batchRoutes,
  ...liveRoutes,
  ...noticeRoutes,
  ...calendarRoutes,
  ...mailRoutes,
  ...mailTemplateRoutes,
  ...letterTemplateRoutes,
  ...portalLinkRoutes,
  ...engagementRoutes,
  ...serviceRoutes,
  ...feeReportRoutes,
  ...handOverRoutes,
  ...deadlineRoutes,
  ...postponementRoutes,
  ...documentRoutes,
  ...shelfRoutes,
  ...importRoutes,
  ...workImportRoutes,
  ...jobRoutes,
  ...jobStateRoutes,
  ...statusLabelRoutes,
  ...jobDeadlineRoutes,
  ...taskRoutes,
  ...taskWorkRoutes,
  ...workflowRoutes,
  ...commentRoutes,
  ...reviewRoutes,
  ...seasonRoutes,
  ...jobListRoutes,
  ...rollOutRoutes,
  ...furtherTemplateRoutes,
  ...bulkRoutes,
  ...quickTaskRoutes,
  ...templateRoutes,
  ...templateVersionRoutes,
  ...seriesRoutes,
  ...seriesPreviewRoutes,
  ...seriesChangeRoutes,
  ...scopeRoutes,
  ...requestRoutes,
  ...requestItemRoutes,
  ...requestUploadRoutes,
  ...nudgeRoutes,
  ...questionnaireRoutes,
  ...questionnaireVersionRoutes,
  ...organizerRoutes,
  ...organizerReviewRoutes,
  ...organizerUploadRoutes,
  ...threadRoutes,
  ...threadListRoutes,
  ...messageRoutes,
  ...messageFileRoutes,
  ...heldReplyRoutes,
  ...threadNoteRoutes,
  ...letterRoutes,
  ...letterSendingRoutes,
  verifyLetterRoute,
  ...onboardingRoutes,
  ...onboardingListRoutes,
];
