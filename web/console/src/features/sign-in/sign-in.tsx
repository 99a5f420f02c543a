import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Tokens } from '../../lib/auth/cognito.ts';
import type { Step, signingIn } from '../../lib/auth/sign-in.ts';
import { CodeForm, SetUpCodeForm } from './code-form.tsx';
import { ForgotForm } from './forgot-form.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { PasswordForm } from './password-form.tsx';

type Asked = Exclude<Step, { kind: 'signed-in' }> | { kind: 'password' } | { kind: 'forgot' };

const titles: Record<Asked['kind'], string> = {
  password: 'Sign in',
  forgot: 'Set a new password',
  'new-password': 'Choose a password of your own',
  code: 'Enter your code',
  'set-up-code': 'Set up your second factor',
};

type Props = {
  signIn: ReturnType<typeof signingIn>;
  /** Why one has to. */
  says?: string;
  onTokens: (tokens: Tokens) => void;
};

/** Step after step, until someone is signed in. */
export function SignIn({ signIn, says, onTokens }: Props) {
  const [mail, setMail] = useState('');
  const [asked, setAsked] = useState<Asked>({ kind: 'password' });
  const [said, setSaid] = useState(says);

  function follow(step: Step): void {
    if (step.kind === 'signed-in') onTokens(step.tokens);
    else setAsked(step);
  }
  const again = (words?: string) => {
    setSaid(words);
    setAsked({ kind: 'password' });
  };

  return (
    <Paper withBorder w="100%" maw={400} p="xl" radius="md">
      <Stack gap="md">
        <Title order={1}>{titles[asked.kind]}</Title>
        {said && asked.kind === 'password' && <Text role="status">{said}</Text>}
        {asked.kind === 'password' && (
          <PasswordForm
            mail={mail}
            onMail={setMail}
            onSent={async (password) => follow(await signIn.password(mail.trim(), password))}
            onForgot={() => setAsked({ kind: 'forgot' })}
          />
        )}
        {asked.kind === 'forgot' && (
          <ForgotForm mail={mail} onMail={setMail} onDone={() => again('Your password is changed. Sign in with it.')} />
        )}
        {asked.kind === 'new-password' && (
          <NewPasswordForm onSent={async (password) => follow(await signIn.newPassword(asked, password))} />
        )}
        {asked.kind === 'code' && <CodeForm onSent={async (code) => follow(await signIn.code(asked, code))} />}
        {asked.kind === 'set-up-code' && (
          <SetUpCodeForm
            secret={asked.secret}
            mail={mail}
            onSent={async (code) => follow(await signIn.setUpCode(asked, code))}
          />
        )}
        {asked.kind !== 'password' && (
          <Anchor component="button" type="button" size="sm" ta="left" onClick={() => again()}>
            Back to signing in
          </Anchor>
        )}
      </Stack>
    </Paper>
  );
}
