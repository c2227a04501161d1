package dev.pergola.conformance.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A filter of a client: its text, the fields that it asks by, and what it means. */
record Filter(String text, Set<String> fields, Predicate<Doc> test) {

  static final Filter NONE = new Filter("", Set.of(), doc -> true);

  static final Filter BY_SECRET =
      new Filter(
          "{secret:{eq:\"secret-r0\"}}",
          Set.of("secret"),
          doc -> "secret-r0".equals(doc.value("secret")));

  static List<Filter> all(RuleSet set) {
    List<Filter> filters = new ArrayList<>();
    filters.add(BY_SECRET);
    filters.add(
        new Filter(
            "{not:{secret:{eq:\"secret-r0\"}}}",
            Set.of("secret"),
            doc -> !"secret-r0".equals(doc.value("secret"))));
    filters.add(
        new Filter(
            "{editors:{contains:\"bob\"}}",
            Set.of("editors"),
            doc -> doc.value("editors") instanceof List<?> list && list.contains("bob")));
    filters.add(
        new Filter("{or:[{title:{ne:\"x\"}},{id:{ne:\"x\"}}]}", Set.of("title"), doc -> true));
    if (set.hasOwner()) {
      filters.add(
          new Filter(
              "{or:[{owner:{ne:\"x\"}},{not:{owner:{eq:\"sub-alice::alice\"}}}]}",
              Set.of("owner"),
              doc -> true));
    }
    return filters;
  }
}
