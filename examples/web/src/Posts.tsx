import { generateClient } from 'aws-amplify/data';
import { type FormEvent, useEffect, useState } from 'react';
import type { Schema } from './schema';
import type { User } from './session';

type Post = Schema['Post']['type'];

const client = generateClient<Schema>();

/** All posts, kept up to date by `observeQuery`, and a form for those who may write. */
export function Posts({ user }: { user: User }) {
  const [posts, setPosts] = useState<Post[]>([]);
  const [synced, setSynced] = useState(false);
  const [caption, setCaption] = useState('');
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const watching = client.models.Post.observeQuery().subscribe({
      next: ({ items, isSynced }) => {
        setPosts([...items].sort((one, other) => (other.date ?? '').localeCompare(one.date ?? '')));
        setSynced(isSynced);
      },
      error: (error) => setProblem(String(error?.errors?.[0]?.message ?? error)),
    });
    return () => watching.unsubscribe();
  }, []);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    const { errors } = await client.models.Post.create({
      caption,
      email: `${user.username}@example.com`,
      date: new Date().toISOString(),
    });
    setProblem(errors?.[0]?.message);
    if (!errors) setCaption('');
  };

  const remove = async (post: Post) => {
    const { errors } = await client.models.Post.delete({ id: post.id });
    setProblem(errors?.[0]?.message);
  };

  const writes = user.groups.includes('Editors');
  return (
    <>
      {/* Everybody is shown the form: that the backend says no is a part of the example. */}
      <form onSubmit={create}>
        <input
          aria-label="Caption"
          placeholder="What grows?"
          required
          value={caption}
          onChange={(event) => setCaption(event.target.value)}
        />
        <button>Post</button>
      </form>
      {problem && <p role="alert">{problem}</p>}
      <ul data-synced={synced}>
        {posts.map((post) => (
          <li key={post.id}>
            <strong>{post.caption}</strong>
            <small>
              {post.email ?? post.userId} · {post.date?.slice(0, 10)}
            </small>
            {writes && (
              <button aria-label={`Delete ${post.caption}`} onClick={() => remove(post)}>
                ✕
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
