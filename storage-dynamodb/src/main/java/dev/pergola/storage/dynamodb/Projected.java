package dev.pergola.storage.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A projection expression, with the aliases that stand in it. Immutable: one serves every read that
 * asks for the same attributes.
 *
 * @param text the expression; null for all attributes
 * @param aliases the alias of each attribute that it names
 * @param names the attribute behind each alias
 */
record Projected(@Nullable String text, Map<String, String> aliases, Map<String, String> names) {

  /** Asks for whole items. */
  static final Projected ALL = new Projected(null, Map.of(), Map.of());

  Projected {
    aliases = Map.copyOf(aliases);
    names = Map.copyOf(names);
  }

  /** Asks for these attributes. */
  static Projected of(Set<String> attributes) {
    Map<String, String> aliases = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String attribute : attributes) {
      String alias = Expression.alias(aliases.size());
      aliases.put(attribute, alias);
      names.put(alias, attribute);
    }
    return new Projected(String.join(", ", names.keySet()), aliases, names);
  }
}
