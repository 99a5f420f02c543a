import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ClientSelect } from '../../components/client-select.tsx';
import { engagementsQuery } from '../../lib/engagements.ts';
import { capital, useWords } from '../../lib/words.ts';
import type { Values } from './form.ts';

type Props = {
  values: Values;
  onChange: (more: Partial<Values>) => void;
  errors: Readonly<Record<string, string>>;
};

/** For which client and which service. A service may name the template of its work. */
export function WhoseFields({ values: { client, engagementId, serviceId }, onChange, errors }: Props) {
  const { client: clientWord, engagement } = useWords();
  const { data: engagements = [] } = useQuery(engagementsQuery(client?.id ?? ''));
  const lasting = engagements.filter(({ status }) => status !== 'ended');
  const chosen = engagementId === undefined ? null : [engagementId, serviceId].filter(Boolean).join('/');
  const choose = (value: string | null) => {
    const [of, service] = value?.split('/') ?? [];
    onChange({ engagementId: of, serviceId: service });
  };
  return (
    <>
      <ClientSelect
        label={capital(clientWord.one)}
        value={client}
        onChange={(one) => onChange({ client: one, engagementId: undefined, serviceId: undefined })}
        error={errors.clientId}
      />
      {client && (
        <Select
          label={`${capital(engagement.one)} and service`}
          placeholder={lasting.length === 0 ? `There is no ${engagement.one}` : 'None'}
          disabled={lasting.length === 0}
          data={lasting.map(({ id, title, services }) => ({
            group: title,
            items: [
              ...services.map((one) => ({ value: `${id}/${one.id}`, label: one.name })),
              { value: id, label: `${title}, no service` },
            ],
          }))}
          clearable
          searchable
          value={chosen}
          onChange={choose}
          error={errors.serviceId ?? errors.engagementId}
        />
      )}
    </>
  );
}

/** Whether the chosen service names its template. */
export function useServiceTemplate({ client, engagementId, serviceId }: Values): string | undefined {
  const { data = [] } = useQuery(engagementsQuery(client?.id ?? ''));
  return data.find(({ id }) => id === engagementId)?.services.find(({ id }) => id === serviceId)?.template;
}
