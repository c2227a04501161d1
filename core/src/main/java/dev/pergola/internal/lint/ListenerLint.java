package dev.pergola.internal.lint;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SchemaWarning.Code;
import java.util.List;
import java.util.Set;

/** A subscription of the author's own, whose rules alone say who hears of a model's records. */
final class ListenerLint {

  private final SchemaModel schema;
  private final CustomOperation operation;
  private final Warnings warnings;

  ListenerLint(SchemaModel schema, CustomOperation operation, Warnings warnings) {
    this.schema = schema;
    this.operation = operation;
    this.warnings = warnings;
  }

  void check() {
    if (operation.mutations().stream().anyMatch(this::writesRecords)) {
      schema.model(operation.result().graphqlName()).ifPresent(this::check);
    }
  }

  /** What a custom mutation answers is what its code means to tell. */
  private boolean writesRecords(String mutation) {
    return schema.operations(CustomOperation.Kind.MUTATION).stream()
        .noneMatch(custom -> custom.name().equals(mutation));
  }

  private void check(ModelType model) {
    Set<Role> readers = new Grants(model).readers();
    List<String> others =
        Grants.roles(operation.rules().stream(), granted -> true).stream()
            .filter(role -> !role.within(readers))
            .map(Role::text)
            .toList();
    if (!others.isEmpty()) {
      warnings.add(
          Code.SUBSCRIPTION_TELLS_MORE,
          "Custom subscription '%s'".formatted(operation.name()),
          "Its own rules decide who hears of every '%s', and the rules of the model do not let %s read all of them. If that is not meant, give it the rules of the model's readers, or let clients subscribe to the model's own events."
              .formatted(model.name(), String.join(", ", others)));
    }
  }
}
