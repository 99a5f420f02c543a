import { useClientName } from '../lib/client-name.ts';
import { ClientSelect } from './client-select.tsx';

type Props = {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
};

/** The client who pays, where only its id is known. */
export function PayerSelect({ label, value, onChange, error }: Props) {
  const name = useClientName(value ?? undefined);
  return (
    <ClientSelect
      label={label}
      value={value === null ? undefined : { id: value, name: name ?? '…' }}
      onChange={(client) => onChange(client?.id ?? null)}
      error={error}
    />
  );
}
