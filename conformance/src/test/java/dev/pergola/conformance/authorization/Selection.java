package dev.pergola.conformance.authorization;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of a record.
 *
 * @param text what stands between the braces
 * @param fragments what the document needs besides
 * @param entries the field behind each response key
 */
record Selection(String text, String fragments, Map<String, String> entries) {

  /** Every field and relation under its own name. */
  static Selection plain(RuleSet set) {
    Set<String> fields = new LinkedHashSet<>(List.of("id"));
    fields.addAll(set.declared());
    if (set.hasOwner()) {
      fields.add("owner");
    }
    return of(fields);
  }

  /** What rules are about, for ways on which there are many records. */
  static Selection brief(RuleSet set) {
    Set<String> fields = new LinkedHashSet<>(List.of("id"));
    fields.addAll(withoutId(set).entries().keySet());
    return of(fields);
  }

  /** The same without {@code id}, for records whose id is made up while they are created. */
  static Selection withoutId(RuleSet set) {
    Set<String> fields = new LinkedHashSet<>(List.of("title", "editors"));
    fields.addAll(set.fields().keySet());
    if (set.hasOwner()) {
      fields.add("owner");
    }
    return of(fields);
  }

  /** Fields under other names, some twice, through fragments within fragments. */
  static Selection mixed(RuleSet set) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("id", "id");
    entries.put("s1", "secret");
    entries.put("t1", "title");
    entries.put("secret", "secret");
    entries.put("s2", "secret");
    entries.put("e1", "editors");
    entries.put("r1", "rank");
    entries.put("h1", "hub");
    entries.put("l1", "leaves");
    String owner = "";
    if (set.hasOwner()) {
      owner = "o1: owner";
      entries.put("o1", "owner");
    }
    return new Selection(
        "...f s1: secret",
        """
        fragment f on Doc { id s1: secret t1: title secret ...g }
        fragment g on Doc {
          s2: secret ... on Doc { e1: editors ... @include(if: true) { r1: rank } }
          h1: hub { ...h } l1: leaves { items { id } } %s
          gone: team @skip(if: true)
        }
        fragment h on Hub { id }
        """
            .formatted(owner),
        entries);
  }

  private static Selection of(Set<String> fields) {
    StringBuilder text = new StringBuilder();
    Map<String, String> entries = new LinkedHashMap<>();
    for (String field : fields) {
      text.append(field)
          .append(
              switch (field) {
                case "hub", "pin" -> "{id} ";
                case "leaves" -> "{items{id}} ";
                default -> " ";
              });
      entries.put(field, field);
    }
    return new Selection(text.toString(), "", entries);
  }
}
