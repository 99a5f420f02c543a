import type { Route } from '../shared/http/route.ts';
import { portalFolderRoutes } from './documents/portal-folder-routes.ts';
import { portalDocumentRoutes } from './documents/portal-routes.ts';
import type { Filed } from './documents/routing.ts';
import { letterPortalRoutes } from './letters/portal-routes.ts';
import { messageFilePortalRoutes } from './messages/file-routes.ts';
import { messagePortalRoutes } from './messages/portal-routes.ts';
import { organizerPortalRoutes } from './organizers/portal-routes.ts';
import { organizerUploadPortalRoutes } from './organizers/upload-routes.ts';
import { messageWritingRoutes } from './messages/portal-writing.ts';
import { linkRoutes } from './portal/link-routes.ts';
import { sessionRoutes } from './portal/session-routes.ts';
import { requestPortalRoutes } from './requests/portal-routes.ts';
import { requestUploadPortalRoutes } from './requests/upload-routes.ts';

/** What the portal's routes load with, beside the records that its caller may see. */
export type PortalDeps = Filed;

/** Every route of the clients' page: what the function answers and the document describes. */
export const portalRoutes: readonly Route<PortalDeps>[] = [
  ...sessionRoutes,
  ...linkRoutes,
  ...requestPortalRoutes,
  ...requestUploadPortalRoutes,
  ...portalFolderRoutes,
  ...organizerPortalRoutes,
  ...organizerUploadPortalRoutes,
  ...portalDocumentRoutes,
  ...messagePortalRoutes,
  ...letterPortalRoutes,
  ...messageWritingRoutes,
  ...messageFilePortalRoutes,
];
