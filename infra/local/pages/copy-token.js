const message = document.querySelector('.message');
const field = document.querySelector('textarea');

/** The answer is `{ "token": … }`, or the token as text. */
async function tokenOf(member) {
  const answer = await fetch(`/local/token?member=${encodeURIComponent(member)}`, { method: 'POST' });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`No token: the local cloud answered ${answer.status}. Is it still starting?`);
  try {
    return JSON.parse(text).token ?? text;
  } catch {
    return text.trim();
  }
}

function say(text, kind) {
  message.textContent = text;
  message.className = `message ${kind}`;
}

async function copy(member) {
  const token = await tokenOf(member);
  field.value = token;
  try {
    await navigator.clipboard.writeText(token);
    say('Copied. Send it as “Authorization: Bearer …”.', 'good');
  } catch {
    field.hidden = false;
    field.select();
    say('This browser does not let pages copy: take the token from the field below.', '');
  }
}

document.addEventListener('click', (event) => {
  const member = event.target.closest?.('[data-member]')?.dataset.member;
  if (member) copy(member).catch((error) => say(error.message, 'bad'));
});
