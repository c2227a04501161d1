package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.Comment;
import dev.pergola.benchmarks.peer.Post;

/** The side before there is one. */
enum Nobody implements Side {
  INSTANCE;

  @Override
  public void add(Post post) {
    throw new IllegalStateException("Nobody is there");
  }

  @Override
  public void add(Comment comment) {
    throw new IllegalStateException("Nobody is there");
  }

  @Override
  public byte[] answer(Ask ask) {
    throw new IllegalStateException("Nobody is there");
  }

  @Override
  public void close() {}
}
