package dev.pergola.events;

import java.util.function.Consumer;

/** Calls the listener in the thread of the writer. */
final class InProcessBus implements EventBus {

  private volatile Consumer<? super Event> listener = event -> {};

  @Override
  public void publish(Event event) {
    listener.accept(event);
  }

  @Override
  public void listen(Consumer<? super Event> next) {
    listener = next;
  }

  @Override
  public boolean reachesOthers(String mutation) {
    return false;
  }

  @Override
  public void close() {
    listener = event -> {};
  }
}
