package dev.pergola.dsl;

import dev.pergola.model.ResourceGrant;
import dev.pergola.model.ResourceGrant.Access;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a function of the host may do in its own name; see {@link AuthRules#resource}. */
public final class ResourceRule implements AuthRule.ForSchema {

  final String name;
  final Set<Access> access;

  ResourceRule(String name) {
    this(name, EnumSet.allOf(Access.class));
  }

  private ResourceRule(String name, Set<Access> access) {
    this.name = name;
    this.access = access;
  }

  /** Grants these only. */
  public ResourceRule to(Access... granted) {
    Set<Access> some = EnumSet.noneOf(Access.class);
    some.addAll(Given.all("granted", granted));
    return new ResourceRule(name, some);
  }

  String text() {
    String words =
        Arrays.stream(Access.values())
            .filter(access::contains)
            .map(Access::name)
            .collect(Collectors.joining(", "));
    return "allow.resource(%s)%s"
        .formatted(
            Texts.quoted(name),
            access.size() == Access.values().length ? "" : ".to(" + words + ")");
  }

  ResourceGrant grant() {
    return new ResourceGrant(name, access);
  }
}
