import { PasswordInput, Text, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { passwordRule } from './new-password-form.tsx';
import { StepForm } from './step-form.tsx';

const route = getRouteApi('/sign-in');

type Props = { mail: string; onMail: (mail: string) => void; onDone: () => void };

/** First a code by mail, then the new password with it. Whether there is such an account is not told. */
export function ForgotForm({ mail, onMail, onDone }: Props) {
  const { service } = route.useRouteContext();
  const [isSent, setSent] = useState(false);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  async function ask(): Promise<void> {
    await service.forgot(mail.trim());
    setSent(true);
  }
  async function change(): Promise<void> {
    await service.confirmForgot(mail.trim(), code.trim(), password);
    onDone();
  }
  if (!isSent)
    return (
      <StepForm says="Mail me a code" onSent={ask}>
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
      </StepForm>
    );
  return (
    <StepForm says="Change the password" onSent={change}>
      <Text>If {mail} belongs to the team, a code is on its way there.</Text>
      <TextInput
        label="Code from the mail"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <PasswordInput
        label="New password"
        description={passwordRule}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={12}
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
    </StepForm>
  );
}
