import { IconAddressBook, IconBuildingSkyscraper } from '@tabler/icons-react';

/** Where one can go from the navigation and by `g` and a letter. Capabilities add theirs as they come. */
export const places = [
  { title: 'Clients', to: '/clients', key: 'c', icon: IconBuildingSkyscraper },
  { title: 'People', to: '/people', key: 'p', icon: IconAddressBook },
] as const;
