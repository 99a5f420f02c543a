import { Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Dialog } from '../../components/dialog.tsx';
import { NewClientForm } from '../../components/new-client-form.tsx';

export function NewClientDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <Dialog onClose={onClose} title="Add a client" size="md">
      <NewClientForm
        name={name}
        onBack={onClose}
        onMade={({ id }) => void navigate({ to: '/clients/$clientId', params: { clientId: id } })}
        after={({ name: typed, lifecycle }) =>
          lifecycle === 'prospect' &&
          typed.trim().length > 2 && (
            <Text size="sm" c="dimmed">
              Before you say yes:{' '}
              <Link to="/conflicts" search={{ names: typed.trim() }}>
                search for conflicts
              </Link>
            </Text>
          )
        }
      />
    </Dialog>
  );
}
