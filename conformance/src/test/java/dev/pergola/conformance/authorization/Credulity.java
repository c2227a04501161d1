package dev.pergola.conformance.authorization;

import dev.pergola.storage.Filter;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What becomes of a store that forgets the filters it is given: it gives everybody's rows. */
final class Credulity {

  private Credulity() {}

  static Store forgetful(Store store) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, withoutFilters(arguments));
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static Object @Nullable [] withoutFilters(Object @Nullable [] arguments) {
    return arguments == null ? null : new Object[] {withoutFilter(arguments[0])};
  }

  private static Object withoutFilter(Object request) {
    if (request instanceof ScanRequest scan) {
      return new ScanRequest(scan.table(), Filter.all(), scan.page(), scan.columns());
    }
    if (request instanceof QueryRequest query) {
      return new QueryRequest(
          query.table(),
          query.index(),
          query.condition(),
          query.descending(),
          Filter.all(),
          query.page(),
          query.columns());
    }
    if (request instanceof QueryAllRequest all) {
      return new QueryAllRequest(
          all.table(),
          all.index(),
          all.parts().stream()
              .map(part -> new QueryAllRequest.Part(part.condition(), part.page()))
              .toList(),
          all.descending(),
          Filter.all(),
          all.maxExamined(),
          all.columns());
    }
    return request;
  }
}
