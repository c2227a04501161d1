package dev.pergola.request;

import java.util.List;

/**
 * Who may ask for the schema with {@code __schema} and {@code __type} (spec: security 2). {@code
 * __typename} is always answered.
 */
public final class Introspection {

  private static final Introspection ON = new Introspection(true, List.of());
  private static final Introspection OFF = new Introspection(false, List.of());

  private final boolean open;
  private final List<String> groups;

  private Introspection(boolean open, List<String> groups) {
    this.open = open;
    this.groups = List.copyOf(groups);
  }

  /** Every caller; the default, as in AWS AppSync. */
  public static Introspection on() {
    return ON;
  }

  /** Nobody but the admin. */
  public static Introspection off() {
    return OFF;
  }

  /** Callers in one of these groups, named in the claim {@code cognito:groups}, and the admin. */
  public static Introspection forGroups(String... groups) {
    return new Introspection(false, List.of(groups));
  }

  /** Whether every caller may ask. */
  public boolean open() {
    return open;
  }

  /** The groups whose members may ask when not everybody may. */
  public List<String> groups() {
    return groups;
  }
}
