import { Anchor, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { StepForm } from './step-form.tsx';

type Props = {
  mail: string;
  onMail: (mail: string) => void;
  onSent: (password: string) => Promise<void>;
  onForgot: () => void;
};

export function PasswordForm({ mail, onMail, onSent, onForgot }: Props) {
  const [password, setPassword] = useState('');
  return (
    <StepForm says="Sign in" onSent={() => onSent(password)}>
      <TextInput
        label="Mail address"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
        value={mail}
        onChange={({ currentTarget }) => onMail(currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Anchor component="button" type="button" size="sm" ta="left" onClick={onForgot}>
        Forgot password
      </Anchor>
    </StepForm>
  );
}
