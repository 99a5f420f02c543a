import type { FolderTemplateInput } from './folder-template.ts';

type Tree = FolderTemplateInput & { key: string };

/** What firms begin with: one tree for the numbers, one for the law. */
export const shippedTrees: readonly Tree[] = [
  {
    key: 'accounting',
    name: 'Accounting and tax',
    folders: [
      { path: ['Permanent file'], visibility: 'firm', retention: 'client-records' },
      { path: ['Tax returns'], visibility: 'client-can-view', retention: 'tax-workpapers' },
      { path: ['Tax workpapers'], visibility: 'firm', retention: 'tax-workpapers' },
      { path: ['Financial statements'], visibility: 'client-can-view', retention: 'client-records' },
      { path: ['Payroll'], visibility: 'client-can-view', retention: 'payroll-records' },
      { path: ['Correspondence'], visibility: 'firm' },
      { path: ['Client uploads'], visibility: 'client-can-add' },
    ],
  },
  {
    key: 'law',
    name: 'Law',
    folders: [
      { path: ['Engagement'], visibility: 'client-can-view', retention: 'legal-files' },
      { path: ['Pleadings'], visibility: 'client-can-view', retention: 'legal-files' },
      { path: ['Discovery'], visibility: 'firm', retention: 'legal-files' },
      { path: ['Discovery', 'Produced'], visibility: 'firm' },
      { path: ['Discovery', 'Received'], visibility: 'firm' },
      { path: ['Research and notes'], visibility: 'firm', retention: 'legal-files' },
      { path: ['Correspondence'], visibility: 'firm' },
      { path: ['Client uploads'], visibility: 'client-can-add' },
    ],
  },
];

export const shippedTree = (key: string): Tree | undefined => shippedTrees.find((one) => one.key === key);
