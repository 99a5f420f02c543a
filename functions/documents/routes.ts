import type { Table } from '../../shared/table/table.ts';
import type { Route } from '../../shared/http/route.ts';
import { folderRoutes } from './folder-routes.ts';
import { folderTemplateRoutes } from './folder-template-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { linksRoute } from './links-route.ts';
import { moveRoute } from './move-route.ts';
import type { Filed } from './routing.ts';
import { documentSearchRoutes } from './search-routes.ts';
import { trashRoutes } from './trash-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** A client’s documents as a shelf: folders, trash, versions, holds, what is found and what is taken away together. */
export const shelfRoutes: readonly Route<Filed & { table: Table }>[] = [
  ...folderRoutes,
  ...folderTemplateRoutes,
  moveRoute,
  ...trashRoutes,
  ...holdRoutes,
  ...versionRoutes,
  ...documentSearchRoutes,
  linksRoute,
];
