import { absenceRoutes } from './absence-routes.ts';
import { firmRoleRoutes } from './firm-role-routes.ts';
import { firmSettingsRoutes } from './firm-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { teamRoutes } from './team-routes.ts';

export const firmRoutes = [...firmSettingsRoutes, ...firmRoleRoutes, ...memberRoutes, ...absenceRoutes, ...teamRoutes];
