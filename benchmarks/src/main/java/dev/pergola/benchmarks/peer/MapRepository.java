package dev.pergola.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Records in plain maps: a hash map for keys, skip lists for orders. */
public final class MapRepository implements Repository {

  /** Sorts before whatever stands in a key. */
  private static final char SEPARATOR = '\u0000';

  private static final char BEHIND_SEPARATOR = '\u0001';

  private final Map<String, Post> posts = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<String, Post> postsInOrder = new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<String, Post> postsByUserAndDate =
      new ConcurrentSkipListMap<>();
  private final Map<String, ConcurrentNavigableMap<String, Comment>> comments =
      new ConcurrentHashMap<>();

  @Override
  public @Nullable Post post(String id) {
    return posts.get(id);
  }

  @Override
  public List<Post> posts(PostFilter filter, int limit) {
    List<Post> found = new ArrayList<>();
    for (Post post : postsInOrder.values()) {
      if (filter.holds(post)) {
        found.add(post);
        if (found.size() == limit) {
          break;
        }
      }
    }
    return found;
  }

  @Override
  public List<Post> postsOf(String userId, boolean newestFirst, int limit) {
    ConcurrentNavigableMap<String, Post> ofUser =
        postsByUserAndDate.subMap(userId + SEPARATOR, userId + BEHIND_SEPARATOR);
    return first(newestFirst ? ofUser.descendingMap() : ofUser, limit);
  }

  @Override
  public List<Comment> commentsOn(String postId, int limit) {
    ConcurrentNavigableMap<String, Comment> onPost = comments.get(postId);
    return onPost == null ? List.of() : first(onPost, limit);
  }

  private static <T> List<T> first(Map<String, T> map, int limit) {
    List<T> found = new ArrayList<>();
    for (T each : map.values()) {
      found.add(each);
      if (found.size() == limit) {
        break;
      }
    }
    return found;
  }

  @Override
  public boolean add(Post post) {
    if (posts.putIfAbsent(post.id(), post) != null) {
      return false;
    }
    postsInOrder.put(post.id(), post);
    postsByUserAndDate.put(byUserAndDate(post), post);
    return true;
  }

  @Override
  public boolean add(Comment comment) {
    return comments
            .computeIfAbsent(comment.postId(), post -> new ConcurrentSkipListMap<>())
            .putIfAbsent(comment.id(), comment)
        == null;
  }

  @Override
  public @Nullable Post change(String id, Map<String, Object> fields, String now) {
    return posts.computeIfPresent(
        id,
        (same, before) -> {
          Post after = Changes.of(before, fields, now);
          postsInOrder.put(id, after);
          String oldPlace = byUserAndDate(before);
          String newPlace = byUserAndDate(after);
          if (!oldPlace.equals(newPlace)) {
            postsByUserAndDate.remove(oldPlace);
          }
          postsByUserAndDate.put(newPlace, after);
          return after;
        });
  }

  private static String byUserAndDate(Post post) {
    return post.userId() + SEPARATOR + post.date() + SEPARATOR + post.id();
  }

  @Override
  public void close() {
    posts.clear();
    postsInOrder.clear();
    postsByUserAndDate.clear();
    comments.clear();
  }
}
