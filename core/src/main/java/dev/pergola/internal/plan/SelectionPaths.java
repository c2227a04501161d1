package dev.pergola.internal.plan;

import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a result as text: a path of keys of the answer for each entry, outer first. */
public final class SelectionPaths {

  private final List<String> paths = new ArrayList<>();

  private SelectionPaths() {}

  /** The paths of a result; none for one that has no entries. */
  public static List<String> of(RootField.Shape shape) {
    SelectionPaths found = new SelectionPaths();
    if (shape instanceof RootField.Shape.OneRecord one) {
      found.object("", one.selection());
    } else if (shape instanceof RootField.Shape.Records records) {
      found.object("", records.selection());
    } else if (shape instanceof RootField.Shape.Connection connection) {
      found.connection("", connection.selection());
    } else if (shape instanceof RootField.Shape.Value value) {
      found.content("", value.value().content());
    }
    return Collections.unmodifiableList(found.paths);
  }

  private void object(String prefix, ObjectSelection selection) {
    for (ObjectField entry : selection.fields()) {
      String below = add(prefix, entry.name());
      if (entry instanceof ObjectField.Stored stored) {
        content(below, stored.value().content());
      } else if (entry instanceof ObjectField.ToOne one) {
        object(below, one.selection());
      } else if (entry instanceof ObjectField.ToMany many) {
        connection(below, many.selection());
      } else if (entry instanceof ObjectField.Hidden hidden) {
        connection(below, hidden.connection());
      }
    }
  }

  private void connection(String prefix, @Nullable ConnectionSelection selection) {
    if (selection == null) {
      return;
    }
    for (ConnectionField entry : selection.fields()) {
      String below = add(prefix, entry.name());
      if (entry instanceof ConnectionField.Items items) {
        object(below, items.selection());
      }
    }
  }

  private void content(String prefix, Content content) {
    if (content instanceof Content.Nested nested) {
      for (NestedField entry : nested.fields()) {
        String below = add(prefix, entry.name());
        if (entry instanceof NestedField.Member member) {
          content(below, member.value().content());
        }
      }
    }
  }

  /** Adds an entry; gives the prefix of what is below it. */
  private String add(String prefix, ResponseName name) {
    String path = prefix + name.text();
    paths.add(path);
    return path + "/";
  }
}
