import type { Letter, LetterPatch } from './letters.ts';
import { readMoney, sayMoney } from './money.ts';

type Package = NonNullable<LetterPatch['packages']>[number];
type Service = Package['services'][number];

/** How a service is paid, as it is typed: an amount where there is one. */
const typedFee = (fee: Service['fee']): string => {
  switch (fee.how) {
    case 'fixed':
      return sayMoney(fee.amount, false);
    case 'hourly':
      return fee.perYear ? sayMoney(fee.perYear, false) : '';
    case 'capped':
      return sayMoney(fee.cap, false);
    case 'included':
      return '';
  }
};

const valuesOfService = ({ fee, template, firstPeriod, ...service }: Service) => ({
  ...service,
  template: template ?? null,
  firstPeriod: firstPeriod ?? '',
  how: fee.how,
  billed: fee,
  typed: typedFee(fee),
});
export type ServiceValues = Omit<ReturnType<typeof valuesOfService>, 'billed'> & { billed?: Service['fee'] };

const valuesOf = ({ name, text = '', services, tags = [] }: Package) => ({
  name,
  text,
  tags: [...tags],
  services: services.map((service): ServiceValues => valuesOfService(service)),
});
export type PackageValues = ReturnType<typeof valuesOf>;

export const valuesOfPackages = ({ packages = [] }: Letter): PackageValues[] => packages.map(valuesOf);

/** The draft of a letter as it is typed. */
export type DraftValues = {
  title: string;
  text: string;
  dueOn: string;
  contactIds: string[];
  packages: PackageValues[];
};

export const newService = (): ServiceValues => ({
  code: '',
  name: '',
  frequency: 'monthly',
  template: null,
  firstPeriod: '',
  how: 'fixed',
  typed: '',
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

const wrongFee = ({ how, typed }: ServiceValues, currency: string): string | null => {
  const isNeeded = how === 'fixed' || how === 'capped';
  const isWrong = how !== 'included' && typed.trim() !== '' && !readMoney(typed, currency);
  return isWrong || (isNeeded && typed.trim() === '') ? 'An amount, as in 1,150 or 99.50' : null;
};

/** What is wrong with the amount at a path such as `packages.0.services.1.typed`. */
export function wrongFeeAt(packages: readonly PackageValues[], path: string, currency: string): string | null {
  const [, at, , n] = path.split('.');
  const service = packages[Number(at)]?.services[Number(n)];
  return service ? wrongFee(service, currency) : null;
}

type TypedFee = Pick<ServiceValues, 'how' | 'typed' | 'billed'>;

function feeOf({ how, typed, billed }: TypedFee, currency: string): Service['fee'] {
  const amount = readMoney(typed, currency) as Extract<Service['fee'], { how: 'fixed' }>['amount'] | undefined;
  if (how === 'included' || (how !== 'hourly' && !amount)) return { how: 'included' };
  if (how === 'hourly') return { how, ...(amount && { perYear: amount }) };
  if (how === 'capped') return { how, cap: amount! };
  const had = billed?.how === 'fixed' && billed.billed !== undefined ? { billed: billed.billed } : {};
  return { how, amount: amount!, ...had };
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
      fee: feeOf({ how, typed, ...(billed && { billed }) }, currency),
    })),
  }));
