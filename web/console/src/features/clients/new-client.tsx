import { Modal, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { NewClientForm } from '../../components/new-client-form.tsx';

export function NewClientDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title="Add a client" size="md">
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
    </Modal>
  );
}
