package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.FunctionHandler;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.EnumValue;
import java.util.Optional;
import java.util.Set;

/** Reads {@code @function}. */
final class FunctionWord {

  /** What a Gen 1 project writes behind a function's name, for the name of the environment. */
  private static final String ENVIRONMENT = "-${env}";

  private FunctionWord() {}

  /** The function; empty when the directive names none, after saying so. */
  static Optional<FunctionHandler> read(String place, Directive directive, Findings findings) {
    Members members = Members.of(place, directive, findings);
    members.allowOnly(Set.of("name", "invocationType"));
    Optional<String> name = members.text("name");
    if (name.isEmpty()) {
      members.wrong("takes the function's name, as in @function(name: \"echo\").");
      return Optional.empty();
    }
    String plain = name.get();
    FunctionHandler function =
        a.handler.function(
            plain.endsWith(ENVIRONMENT)
                ? plain.substring(0, plain.length() - ENVIRONMENT.length())
                : plain);
    return switch (members.word("invocationType").orElse("RequestResponse")) {
      case "RequestResponse" -> Optional.of(function);
      case "Event" -> Optional.of(function.async());
      default -> {
        members.wrong("'invocationType' has to be RequestResponse or Event.");
        yield Optional.empty();
      }
    };
  }

  /** Whether the caller does not wait for the function. */
  static boolean isAsync(Directive directive) {
    Argument type = directive.getArgument("invocationType");
    return type != null
        && type.getValue() instanceof EnumValue word
        && word.getName().equals("Event");
  }
}
