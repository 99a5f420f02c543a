import { Anchor, Code, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { authenticatorLink } from '../../lib/auth/sign-in.ts';
import { StepForm } from './step-form.tsx';

function CodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  return (
    <TextInput
      label="Six-digit code"
      description="From your authenticator app"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      required
      withAsterisk={false}
      autoFocus
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replaceAll(/\D/g, ''))}
    />
  );
}

export function CodeForm({ onSent }: { onSent: (code: string) => Promise<void> }) {
  const [code, setCode] = useState('');
  return (
    <StepForm says="Sign in" onSent={() => onSent(code)}>
      <CodeField value={code} onChange={setCode} />
    </StepForm>
  );
}

type SetUp = { secret: string; mail: string; onSent: (code: string) => Promise<void> };

export function SetUpCodeForm({ secret, mail, onSent }: SetUp) {
  const [code, setCode] = useState('');
  return (
    <StepForm says="Confirm and sign in" onSent={() => onSent(code)}>
      <Text>
        Your firm asks for a code beside the password. Add this account to an authenticator app, then enter the code it
        shows.
      </Text>
      <Anchor href={authenticatorLink(secret, mail)}>Open in an authenticator app on this device</Anchor>
      <Text size="sm">
        Or type this key into the app: <Code>{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</Code>
      </Text>
      <CodeField value={code} onChange={setCode} />
    </StepForm>
  );
}
