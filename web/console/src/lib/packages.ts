import { feeOf, isWrongAmount, noAmount, typedFee } from './fee-words.ts';
import type { Letter, LetterPatch } from './letters.ts';

type Package = NonNullable<LetterPatch['packages']>[number];
type Service = Package['services'][number];

const valuesOfService = ({ fee, template, firstPeriod, ...service }: Service) => ({
  ...service,
  template: template ?? null,
  firstPeriod: firstPeriod ?? '',
  ...typedFee(fee),
});
export type ServiceValues = ReturnType<typeof valuesOfService>;

const valuesOf = ({ name, text = '', services, tags = [] }: Package) => ({
  name,
  text,
  tags: [...tags],
  services: services.map(valuesOfService),
});
export type PackageValues = ReturnType<typeof valuesOf>;

/** The draft of a letter as it is typed. */
export type DraftValues = {
  title: string;
  text: string;
  dueOn: string;
  contactIds: string[];
  packages: PackageValues[];
};

export const valuesOfDraft = ({ title, text = '', dueOn, signers, packages = [] }: Letter): DraftValues => ({
  title,
  text,
  dueOn,
  contactIds: signers.map(({ contactId }) => contactId),
  packages: packages.map(valuesOf),
});

export const newService = (): ServiceValues => ({
  code: '',
  name: '',
  frequency: 'monthly',
  template: null,
  firstPeriod: '',
  ...typedFee(undefined),
});

const usualNames = ['Essential', 'Standard', 'Complete'];

/** A further package begins as the one before it: it usually holds that and more. */
export function newPackage(before: readonly PackageValues[]): PackageValues {
  const last = before.at(-1);
  const names = before.map(({ name }) => name);
  return {
    name: usualNames.find((one) => !names.includes(one)) ?? '',
    text: '',
    tags: [],
    services: last ? last.services.map((service) => ({ ...service })) : [newService()],
  };
}

function wrongFee(service: ServiceValues, currency: string): string | null {
  const isNeeded = service.how === 'fixed' || service.how === 'capped';
  return isWrongAmount(service, currency) || (isNeeded && service.typed.trim() === '') ? noAmount : null;
}

/** What is wrong with the amount at a path such as `packages.0.services.1.typed`. */
export function wrongFeeAt(packages: readonly PackageValues[], path: string, currency: string): string | null {
  const [, at, , n] = path.split('.');
  const service = packages[Number(at)]?.services[Number(n)];
  return service ? wrongFee(service, currency) : null;
}

export const packagesOf = (values: readonly PackageValues[], currency: string): Package[] =>
  values.map(({ name, text, tags, services }) => ({
    name,
    ...(text.trim() !== '' && { text }),
    tags,
    services: services.map(({ how, typed, billed, template, firstPeriod, ...service }) => ({
      ...service,
      ...(template !== null && { template }),
      ...(firstPeriod !== '' && { firstPeriod }),
      fee: feeOf({ how, typed, billed }, currency) ?? { how: 'included' },
    })),
  }));
