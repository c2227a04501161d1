// Who is signed in. A demo host gives tokens for the asking; with a real user pool this whole file is
// aws-amplify's own `signIn`, and `Amplify.configure(outputs)` needs nothing else.
import { Amplify } from 'aws-amplify';
import { decodeJWT } from 'aws-amplify/auth';

export type User = { username: string; groups: string[] };

let accessToken: string | undefined;

export async function configure(): Promise<User[]> {
  const outputs = await (await fetch('/amplify_outputs.json')).json();
  Amplify.configure(outputs, {
    Auth: {
      tokenProvider: {
        getTokens: async () => (accessToken ? { accessToken: decodeJWT(accessToken) } : null),
      },
    },
  });
  return (await fetch('/demo/users')).json();
}

export async function signIn(user: User): Promise<void> {
  const answer = await fetch('/demo/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ username: user.username }),
  });
  if (!answer.ok) throw new Error(`Nobody is signed in: ${answer.status}`);
  accessToken = (await answer.json()).accessToken;
}

export function signOut(): void {
  accessToken = undefined;
}
