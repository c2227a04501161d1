import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Posts } from './Posts';
import { type User, configure, signIn, signOut } from './session';
import './style.css';

function App() {
  const [users, setUsers] = useState<User[]>([]);
  const [user, setUser] = useState<User>();

  useEffect(() => {
    configure().then(setUsers);
  }, []);

  if (user) {
    return (
      <main>
        <header>
          <h1>Posts</h1>
          <span>
            {user.username} {user.groups.length > 0 && <em>{user.groups.join(', ')}</em>}
          </span>
          <button
            onClick={() => {
              signOut();
              setUser(undefined);
            }}
          >
            Sign out
          </button>
        </header>
        <Posts user={user} />
      </main>
    );
  }
  return (
    <main>
      <h1>Posts</h1>
      <p>Sign in as</p>
      <div className="users">
        {users.map((each) => (
          <button key={each.username} onClick={() => signIn(each).then(() => setUser(each))}>
            {each.username}
            <small>{each.groups.join(', ') || 'reads only'}</small>
          </button>
        ))}
      </div>
    </main>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
