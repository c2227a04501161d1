package dev.pergola;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Alarms that all ring after the same time, so in the order in which they are set. Most are called
 * off long before. The timer has one task for all of them: each request has an alarm, and to queue
 * it there, and to take it out again, would cost more than much of the request. Safe to share.
 */
final class Alarms {

  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private final long after;

  /** Those that are to ring, by their numbers, in the order in which they do. */
  private final Map<Long, Alarm> waiting = new LinkedHashMap<>();

  private long numbers;

  /** Whether the timer has a task that will look after those that wait. */
  private boolean watched;

  Alarms(ScheduledExecutorService timer, LongSupplier nanoTime, Duration after) {
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.after = after.toNanos();
  }

  /** Sets an alarm, which runs the action on the timer's thread; gives what calls it off. */
  synchronized Runnable set(Runnable action) {
    if (!watched) {
      watch(after);
    }
    long number = numbers++;
    waiting.put(number, new Alarm(nanoTime.getAsLong() + after, action));
    return () -> callOff(number);
  }

  private synchronized void callOff(long number) {
    waiting.remove(number);
  }

  private void watch(long nanos) {
    var unused = timer.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
    // Not before: if the timer cannot take it, the next alarm tries again.
    watched = true;
  }

  private void ring() {
    List<Alarm> due = new ArrayList<>();
    try {
      takeDue(due);
    } finally {
      // Each by itself, so that one that throws is no harm to the others.
      due.forEach(alarm -> timer.execute(alarm.action()));
    }
  }

  private synchronized void takeDue(List<Alarm> due) {
    watched = false;
    long now = nanoTime.getAsLong();
    Iterator<Alarm> alarms = waiting.values().iterator();
    while (alarms.hasNext() && !watched) {
      Alarm alarm = alarms.next();
      if (alarm.at() - now > 0) {
        watch(alarm.at() - now);
      } else {
        due.add(alarm);
        alarms.remove();
      }
    }
  }

  /**
   * What is to be done when.
   *
   * @param at on the scale of {@link System#nanoTime()}
   */
  private record Alarm(long at, Runnable action) {}
}
