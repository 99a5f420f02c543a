import { Select, SimpleGrid } from '@mantine/core';
import { capital } from '../../lib/words.ts';
import { type ByRole, withRole } from './hand-over-wish.ts';

type Props = {
  /** In which something is held. */
  held: readonly string[];
  roles: ByRole;
  team: { value: string; label: string }[];
  say: (role: string) => string;
  onChange: (roles: ByRole) => void;
};

/** The roles that do not go to whoever gets the rest. What is private goes to nobody who is not named here. */
export const OfRoles = ({ held, roles, team, say, onChange }: Props) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
    {held.map((role) => (
      <Select
        key={role}
        label={`${capital(say(role))} goes to`}
        placeholder={role === 'private' ? 'Nobody' : 'Whoever gets the rest'}
        data={team}
        size="xs"
        searchable
        clearable
        value={roles[role] ?? null}
        onChange={(to) => onChange(withRole(roles, role, to))}
      />
    ))}
  </SimpleGrid>
);
