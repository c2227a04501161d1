package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.SubscriptionSource;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code @aws_subscribe}: whose results a custom subscription delivers. */
final class SourceReader {

  private final DeclaredTypes types;
  private final Findings findings;

  SourceReader(DeclaredTypes types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  /** The sources; empty without the directive, for the schema's own checks to say. */
  Optional<SubscriptionSource[]> read(String place, FieldDefinition field) {
    Optional<Directive> directive = field.getDirectives("aws_subscribe").stream().findFirst();
    if (directive.isEmpty()) {
      return Optional.empty();
    }
    Members members = Members.of(place, directive.get(), findings);
    members.allowOnly(Set.of("mutations"));
    List<SubscriptionSource> sources = new ArrayList<>();
    Map<String, List<Mutation>> ofModels = new LinkedHashMap<>();
    Map<String, String> answers = new LinkedHashMap<>();
    for (String mutation : members.texts("mutations").orElse(List.of())) {
      Optional<Generated> generated = generated(mutation);
      if (generated.isPresent()) {
        ofModels
            .computeIfAbsent(generated.get().model(), model -> new ArrayList<>())
            .add(generated.get().mutation());
      } else {
        sources.add(a.ref(mutation));
        types.answerOf(mutation).ifPresent(answer -> answers.put("'" + mutation + "'", answer));
      }
    }
    ofModels.forEach(
        (model, mutations) ->
            sources.add(a.ref(model).mutations(mutations.toArray(Mutation[]::new))));
    ofModels.keySet().forEach(model -> answers.put("a mutation of '" + model + "'", model));
    checkAnswer(place, field, answers);
    return Optional.of(sources.toArray(SubscriptionSource[]::new));
  }

  /** A subscription hands on what its sources answer. */
  private void checkAnswer(String place, FieldDefinition field, Map<String, String> answers) {
    String declared = TypeShape.of(field.getType()).name();
    answers.forEach(
        (source, answer) -> {
          if (!answer.equals(declared)) {
            findings.wrong(
                field,
                "%s: it answers %s, and its source is %s, which answers %s. Let it answer %s."
                    .formatted(place, declared, source, answer, answer));
          }
        });
  }

  private Optional<Generated> generated(String mutation) {
    if (types.isOperation(mutation)) {
      return Optional.empty();
    }
    for (String model : types.models()) {
      String capital = Character.toUpperCase(model.charAt(0)) + model.substring(1);
      for (Mutation kind : Mutation.values()) {
        if (mutation.equals(kind.name().toLowerCase(Locale.ROOT) + capital)) {
          return Optional.of(new Generated(model, kind));
        }
      }
    }
    return Optional.empty();
  }

  /** A mutation that a model generates. */
  private record Generated(String model, Mutation mutation) {}
}
