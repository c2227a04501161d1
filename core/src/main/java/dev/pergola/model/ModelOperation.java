package dev.pergola.model;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .disableOperations(...)} can switch off: an operation that a model generates, or a
 * whole group of them (spec: schema 4.6).
 */
public enum ModelOperation {
  QUERIES("queries", null),
  MUTATIONS("mutations", null),
  SUBSCRIPTIONS("subscriptions", null),
  GET("get", QUERIES),
  LIST("list", QUERIES),
  CREATE("create", MUTATIONS),
  UPDATE("update", MUTATIONS),
  DELETE("delete", MUTATIONS),
  ON_CREATE("onCreate", SUBSCRIPTIONS),
  ON_UPDATE("onUpdate", SUBSCRIPTIONS),
  ON_DELETE("onDelete", SUBSCRIPTIONS);

  private final String word;
  private final @Nullable ModelOperation group;

  ModelOperation(String word, @Nullable ModelOperation group) {
    this.word = word;
    this.group = group;
  }

  /** TypeScript's word. */
  public String word() {
    return word;
  }

  /**
   * Whether a model generates this single operation when all of {@code disabled} is switched off.
   * Without a mutation there is no subscription to it (spec: schema 4.6).
   */
  public boolean offered(Set<ModelOperation> disabled) {
    boolean off = disabled.contains(this) || group().filter(disabled::contains).isPresent();
    return !off
        && switch (this) {
          case ON_CREATE -> CREATE.offered(disabled);
          case ON_UPDATE -> UPDATE.offered(disabled);
          case ON_DELETE -> DELETE.offered(disabled);
          default -> true;
        };
  }

  /** The group of a single operation; empty for a group. */
  public Optional<ModelOperation> group() {
    return Optional.ofNullable(group);
  }
}
