package dev.pergola.sdl;

import dev.pergola.internal.text.Plurals;
import dev.pergola.model.ModelOperation;
import graphql.language.Directive;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments of {@code @model}: what is switched off. The older arguments that give names
 * to operations and timestamps are taken when they name what has that name anyway.
 */
final class ModelArguments {

  private static final List<String> TIMESTAMPS = List.of("createdAt", "updatedAt");

  private final String model;
  private final Members arguments;
  private final List<ModelOperation> disabled = new ArrayList<>();

  private ModelArguments(String model, Members arguments) {
    this.model = model;
    this.arguments = arguments;
  }

  /** What is switched off, groups first. */
  static ModelOperation[] disabled(
      String place, String model, Directive directive, Findings findings) {
    ModelArguments reader = new ModelArguments(model, Members.of(place, directive, findings));
    reader.read();
    return reader.disabled.toArray(ModelOperation[]::new);
  }

  private void read() {
    arguments.allowOnly(Set.of("queries", "mutations", "subscriptions", "timestamps"));
    for (ModelOperation group :
        List.of(ModelOperation.QUERIES, ModelOperation.MUTATIONS, ModelOperation.SUBSCRIPTIONS)) {
      if (arguments.isNull(group.word())) {
        disabled.add(group);
      } else {
        arguments.object(group.word()).ifPresent(members -> read(group, members));
      }
    }
    readTimestamps();
  }

  private void read(ModelOperation group, Members members) {
    List<ModelOperation> single =
        Arrays.stream(ModelOperation.values())
            .filter(operation -> operation.group().filter(group::equals).isPresent())
            .toList();
    for (String name : members.names()) {
      if (group == ModelOperation.SUBSCRIPTIONS && name.equals("level")) {
        readLevel(members);
        continue;
      }
      single.stream()
          .filter(operation -> operation.word().equals(name))
          .findFirst()
          .ifPresentOrElse(
              operation -> readOne(operation, members),
              () ->
                  members.wrong(
                      "'%s' is no operation of a model. Use: %s."
                          .formatted(
                              name,
                              String.join(
                                  ", ", single.stream().map(ModelOperation::word).toList()))));
    }
  }

  private void readOne(ModelOperation operation, Members members) {
    if (members.isNull(operation.word())) {
      disabled.add(operation);
      return;
    }
    String name = nameOf(operation);
    if (!members.texts(operation.word()).equals(Optional.of(List.of(name)))) {
      members.wrong(
          "the older form may name operations, and here '%s' is always called %s. Leave it out."
              .formatted(operation.word(), name));
    }
  }

  private void readLevel(Members members) {
    switch (members.word("level").orElse("")) {
      case "on" -> {}
      case "off" -> disabled.add(ModelOperation.SUBSCRIPTIONS);
      default ->
          members.wrong(
              "'level' may be on or off. Who may listen is said by rules: allow the operation listen.");
    }
  }

  private String nameOf(ModelOperation operation) {
    String capital = Character.toUpperCase(model.charAt(0)) + model.substring(1);
    return operation.word() + (operation == ModelOperation.LIST ? Plurals.of(capital) : capital);
  }

  private void readTimestamps() {
    if (arguments.isNull("timestamps")) {
      arguments.notSupported("a model without timestamps");
      return;
    }
    arguments
        .object("timestamps")
        .ifPresent(
            members -> {
              members.allowOnly(Set.copyOf(TIMESTAMPS));
              for (String field : TIMESTAMPS) {
                if (members.has(field) && !isText(members.value(field).orElseThrow(), field)) {
                  members.notSupported("another name for '" + field + "', or none,");
                }
              }
            });
  }

  private static boolean isText(Value<?> value, String text) {
    return value instanceof StringValue string && text.equals(string.getValue());
  }
}
