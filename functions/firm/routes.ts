import { absenceRoutes } from './absence-routes.ts';
import { firmSettingsRoutes } from './firm-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { teamRoutes } from './team-routes.ts';

export const firmRoutes = [...firmSettingsRoutes, ...memberRoutes, ...absenceRoutes, ...teamRoutes];
