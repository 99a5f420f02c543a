import {
  type Icon,
  IconAddressBook,
  IconArrowsSplit2,
  IconBriefcase,
  IconBuildingSkyscraper,
  IconChecklist,
  IconClipboardText,
  IconFileImport,
  IconMail,
  IconMailQuestion,
  IconMessages,
  IconRepeat,
  IconTemplate,
  IconSettings,
  IconUserPlus,
  IconWritingSign,
} from '@tabler/icons-react';
import { useIsLead, useMe } from '../lib/me.ts';
import { capital, useWords } from '../lib/words.ts';

export type Place = {
  title: string;
  to:
    | '/work'
    | '/jobs'
    | '/series'
    | '/templates'
    | '/clients'
    | '/messages'
    | '/chasing'
    | '/letters'
    | '/organizers'
    | '/onboarding'
    | '/people'
    | '/conflicts'
    | '/mails'
    | '/imports'
    | '/firm';
  key: string;
  icon: Icon;
  isAtFoot?: true;
};

/** Where one can go from the navigation and by `g` and a letter, in the firm's own words. */
export function usePlaces(): readonly Place[] {
  const { client, contact, job } = useWords();
  const { role } = useMe().member;
  const isLead = useIsLead();
  return [
    { title: 'Work', to: '/work', key: 'w', icon: IconChecklist },
    { title: capital(job.many), to: '/jobs', key: 'j', icon: IconBriefcase },
    { title: 'Recurring', to: '/series', key: 'r', icon: IconRepeat },
    { title: capital(client.many), to: '/clients', key: 'c', icon: IconBuildingSkyscraper },
    { title: 'Onboarding', to: '/onboarding', key: 'n', icon: IconUserPlus },
    { title: 'Inbox', to: '/messages', key: 'b', icon: IconMessages },
    { title: 'Chasing', to: '/chasing', key: 'o', icon: IconMailQuestion },
    { title: 'Letters', to: '/letters', key: 'l', icon: IconWritingSign },
    { title: 'Organizers', to: '/organizers', key: 'q', icon: IconClipboardText },
    {
      title: contact.many === 'contacts' ? 'People' : capital(contact.many),
      to: '/people',
      key: 'p',
      icon: IconAddressBook,
    },
    ...(role === 'guest' ? [] : [{ title: 'Conflicts', to: '/conflicts', key: 'k', icon: IconArrowsSplit2 } as const]),
    { title: 'Mail', to: '/mails', key: 'm', icon: IconMail },
    ...(isLead ? [{ title: 'Import', to: '/imports', key: 'i', icon: IconFileImport } as const] : []),
    { title: 'Templates', to: '/templates', key: 't', icon: IconTemplate },
    { title: 'Firm', to: '/firm', key: 'f', icon: IconSettings, isAtFoot: true },
  ];
}
