package dev.pergola.storage.testkit;

import dev.pergola.storage.Store;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each case the {@link Bench} it asks for, with a store that is closed after it. */
final class BenchExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private final Callable<Store> stores;
  private @Nullable Bench bench;

  BenchExtension(Callable<Store> stores) {
    this.stores = stores;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    bench = new Bench(stores.call());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (bench != null) {
      bench.store().close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Bench.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return bench;
  }
}
