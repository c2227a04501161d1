package dev.pergola.events;

import dev.pergola.storage.Row;
import java.util.function.Consumer;

/**
 * SPI. Carries what has been committed to the subscriptions of this node, and of others that share
 * the store. Safe for use by many threads at once.
 *
 * <p>Events of one record are given to {@link #publish} in the order of their commits, one after
 * the other, and have to reach each listener once at most and in that order. An implementation that
 * reads the log of the store instead takes no notice of {@code publish}, but for what no log knows:
 * what a mutation selected, or a custom one answered.
 */
public interface EventBus extends AutoCloseable {

  /** The bus of a backend that stands alone: the listener is called before {@code publish} ends. */
  static EventBus inProcess() {
    return new InProcessBus();
  }

  /**
   * Says what there is to wait for, before the store is prepared and before anything is published.
   * Called once, by the backend that the bus belongs to.
   */
  default void expect(ExpectedEvents expected) {}

  /**
   * Tells what has been committed. Called by the writer, which must not wait for readers; what it
   * throws is logged and changes nothing of the write.
   */
  void publish(Event event);

  /**
   * Says that of a commit nothing will be published, though it succeeded: its answer became null,
   * or could not be made. For a bus that waits for what was selected; called as {@link #publish}.
   *
   * @param mutation the field, as in {@code createPost}
   * @param record the record that it wrote, as in {@link Event}
   */
  default void withhold(String mutation, Row record) {}

  /**
   * Gives every event from now on to the listener, which does not block and does not throw. Called
   * once, by the backend that the bus belongs to.
   */
  void listen(Consumer<? super Event> listener);

  /**
   * Whether others than this node's listener hear of what is published of a mutation. If not, what
   * nobody on this node has subscribed to is not published.
   *
   * @param mutation the field, as in {@code createPost}
   */
  default boolean reachesOthers(String mutation) {
    return true;
  }

  /** Ends all listening. Idempotent, from any thread. */
  @Override
  default void close() {}
}
