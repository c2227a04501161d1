package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.Comment;
import dev.pergola.benchmarks.peer.Peer;
import dev.pergola.benchmarks.peer.Post;
import dev.pergola.benchmarks.peer.Repository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What an expert writes by hand. */
final class HandSide implements Side {

  private final Repository repository;
  private final Peer peer;

  HandSide(Repository repository) {
    this.repository = repository;
    this.peer =
        new Peer(repository, Clock.fixed(Instant.parse(Data.NOW), ZoneOffset.UTC), new Ids());
  }

  @Override
  public void add(Post post) {
    if (!repository.add(post)) {
      throw new IllegalStateException("There is a post " + post.id());
    }
  }

  @Override
  public void add(Comment comment) {
    if (!repository.add(comment)) {
      throw new IllegalStateException("There is a comment " + comment.id());
    }
  }

  @Override
  public byte[] answer(Ask ask) {
    return peer.answer(ask.query(), ask.variables());
  }

  @Override
  public void close() {
    repository.close();
  }
}
