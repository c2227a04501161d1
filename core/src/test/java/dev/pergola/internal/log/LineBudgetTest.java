package dev.pergola.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LineBudget budget = new LineBudget(2, nanos::get);

  @Test
  void dropsWhatIsAboveTheBudgetOfASecond() {
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
  }

  @Test
  void startsAfreshWithTheNextSecondEvenWhereTheClockWraps() {
    budget.take();
    budget.take();

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    assertThat(budget.take()).isFalse();
    nanos.addAndGet(1);

    assertThat(budget.take()).isTrue();
  }
}
