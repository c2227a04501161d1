package dev.pergola.benchmarks.peer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the hand-written side keeps its records. */
public interface Repository extends AutoCloseable {

  /** The post of this id, or null. */
  @Nullable Post post(String id);

  /** The first posts that pass the filter, in the order of their ids. */
  List<Post> posts(PostFilter filter, int limit);

  /** Posts of a user in the order of their dates. */
  List<Post> postsOf(String userId, boolean newestFirst, int limit);

  /** The first comments on a post, in the order of their ids. */
  List<Comment> commentsOn(String postId, int limit);

  /** Adds a post; false if there is one of its id. */
  boolean add(Post post);

  /** Adds a comment; false if there is one of its id. */
  boolean add(Comment comment);

  /**
   * Changes the fields that are given; a null clears one.
   *
   * @return the post as it is now, or null if there is none
   */
  @Nullable Post change(String id, Map<String, Object> fields, String now);

  @Override
  void close();
}
