package dev.pergola.internal.schema;

import dev.pergola.model.Mode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A directive of AppSync's dialect as it stands on a type or field.
 *
 * @param name the name without its {@code @}
 * @param argument the name of its only argument, a list of strings; empty when it has none
 * @param values what the argument holds
 */
public record AppliedDirective(String name, String argument, List<String> values) {

  public AppliedDirective {
    values = List.copyOf(values);
  }

  /** Callers of this mode may ask for it. */
  static AppliedDirective of(Mode mode) {
    return new AppliedDirective(name(mode), "", List.of());
  }

  /** Callers of this mode in one of these groups may ask for it. */
  static AppliedDirective ofGroups(Mode mode, List<String> groups) {
    return new AppliedDirective(name(mode), "cognito_groups", groups);
  }

  /** A subscription delivers the results of these mutations. */
  static AppliedDirective subscribe(List<String> mutations) {
    return new AppliedDirective("aws_subscribe", "mutations", mutations);
  }

  private static String name(Mode mode) {
    return switch (mode) {
      case API_KEY -> "aws_api_key";
      case USER_POOL -> "aws_cognito_user_pools";
      case OIDC -> "aws_oidc";
      case IAM -> "aws_iam";
      case LAMBDA -> "aws_lambda";
    };
  }

  /** As it stands in SDL. */
  @Override
  public String toString() {
    return argument.isEmpty()
        ? "@" + name
        : values.stream()
            .map(AppliedDirective::quoted)
            .collect(Collectors.joining(", ", "@" + name + "(" + argument + ": [", "])"));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
