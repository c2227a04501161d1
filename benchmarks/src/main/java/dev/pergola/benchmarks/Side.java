package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.Comment;
import dev.pergola.benchmarks.peer.Post;

/** One who answers: holds the records, takes the text of a query, gives the bytes of the answer. */
interface Side extends AutoCloseable {

  void add(Post post);

  void add(Comment comment);

  byte[] answer(Ask ask);

  @Override
  void close();
}
