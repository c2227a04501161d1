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
 * off long before. The timer knows of the first one only: each request has an alarm, and to queue
 * it there, and to take it out again, would cost more than much of the request. Safe to share.
 */
final class Alarms {

  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private final long after;

  /** Those that are set, by their numbers, in the order in which they ring. */
  private final Map<Long, Alarm> set = new LinkedHashMap<>();

  private long numbers;
  private boolean watched;

  Alarms(ScheduledExecutorService timer, LongSupplier nanoTime, Duration after) {
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.after = after.toNanos();
  }

  /** Sets an alarm, which runs the action on the timer's thread; gives what calls it off. */
  Runnable set(Runnable action) {
    Alarm alarm = new Alarm(nanoTime.getAsLong() + after, action);
    long number;
    boolean watches;
    synchronized (this) {
      number = numbers++;
      set.put(number, alarm);
      watches = !watched;
      watched = true;
    }
    if (watches) {
      watch(after);
    }
    return () -> callOff(number);
  }

  private synchronized void callOff(long number) {
    set.remove(number);
  }

  private void watch(long nanos) {
    var unused = timer.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
  }

  private void ring() {
    List<Alarm> due = new ArrayList<>();
    long next = 0;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      Iterator<Alarm> alarms = set.values().iterator();
      watched = false;
      while (alarms.hasNext() && !watched) {
        Alarm alarm = alarms.next();
        next = alarm.at() - now;
        watched = next > 0;
        if (!watched) {
          due.add(alarm);
          alarms.remove();
        }
      }
    }
    if (next > 0) {
      watch(next);
    }
    // Each by itself, so that one that throws is no harm to the others.
    due.forEach(alarm -> timer.execute(alarm.action()));
  }

  /**
   * What is to be done when.
   *
   * @param at on the scale of {@link System#nanoTime()}
   */
  private record Alarm(long at, Runnable action) {}
}
