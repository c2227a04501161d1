package dev.pergola.storage.testkit;

import dev.pergola.storage.Store;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The exam that every {@link Store} passes: what the SPI promises, case by case. A store's own test
 * extends it and says how to get one:
 *
 * <pre>{@code
 * class ShelfStoreTest extends StoreExam {
 *   @Override
 *   protected Store openStore() {
 *     return new ShelfStore(directory);
 *   }
 * }
 * }</pre>
 *
 * <p>Every case prepares tables under names of its own, so a store may keep the tables of earlier
 * cases. Cases that use random data print their seed when they fail.
 */
public abstract class StoreExam
    implements RowCases,
        ConditionCases,
        IndexCases,
        KeyOrderCases,
        FilterCases,
        PagingCases,
        BatchCases,
        ConcurrencyCases,
        TransactCases,
        PreparationCases,
        OlderRowCases,
        SnapshotCases,
        LoadCases,
        LifecycleCases {

  @RegisterExtension final BenchExtension benches = new BenchExtension(this::openStore);

  /** For stores to extend. */
  protected StoreExam() {}

  /**
   * A store ready to prepare tables, in any state otherwise. Called once before each case, which
   * closes it at its end.
   */
  protected abstract Store openStore() throws Exception;
}
