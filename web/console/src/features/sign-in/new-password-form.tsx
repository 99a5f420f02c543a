import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { StepForm } from './step-form.tsx';

export const passwordRule = 'At least 12 characters, with a capital, a small letter, a digit and a sign such as ! or -';

export function NewPasswordForm({ onSent }: { onSent: (password: string) => Promise<void> }) {
  const [password, setPassword] = useState('');
  return (
    <StepForm says="Keep this password" onSent={() => onSent(password)}>
      <PasswordInput
        label="New password"
        description={passwordRule}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={12}
        autoFocus
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
    </StepForm>
  );
}
