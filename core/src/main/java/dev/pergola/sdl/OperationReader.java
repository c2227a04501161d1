package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.CustomCall;
import dev.pergola.dsl.CustomSubscription;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.FunctionHandler;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.sdl.ValueReader.Side;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of {@code Query}, {@code Mutation} and {@code Subscription}. */
final class OperationReader {

  /** What an operation answers whose caller does not wait. */
  static final String ASYNC_ANSWER = "EventInvocationResponse";

  private static final Set<String> READ = Set.of("auth", "function", "aws_subscribe");

  private final Findings findings;
  private final ValueReader values;
  private final SourceReader sources;

  OperationReader(DeclaredTypes types, Findings findings) {
    this.findings = findings;
    this.values = new ValueReader(types, findings);
    this.sources = new SourceReader(types, findings);
  }

  /** The operation; without what could not be read of it, after saying so. */
  SchemaPart read(String root, FieldDefinition field) {
    String place = "%s '%s'".formatted(root, field.getName());
    field.getDirectives().stream()
        .filter(directive -> !READ.contains(directive.getName()) && !Advice.ofOutput(directive))
        .forEach(directive -> Advice.give(place, directive, "an operation", findings));
    return root.equals("Subscription")
        ? subscription(place, field)
        : call(
            place,
            root.equals("Query") ? a.query(field.getName()) : a.mutation(field.getName()),
            field);
  }

  private CustomCall call(String place, CustomCall empty, FieldDefinition field) {
    field
        .getDirectives("aws_subscribe")
        .forEach(
            directive ->
                findings.wrong(directive, place + ": only a subscription has @aws_subscribe."));
    CustomCall call = empty;
    for (Map.Entry<String, FieldType> argument : arguments(place, field).entrySet()) {
      call = call.argument(argument.getKey(), argument.getValue());
    }
    TypeShape shape = TypeShape.of(field.getType());
    FunctionHandler[] functions = functions(place, field);
    if (!isAsync(field) || !shape.name().equals(ASYNC_ANSWER)) {
      Optional<FieldType> answer = values.read(place, field, shape, Side.OUTPUT);
      call = answer.isPresent() ? call.returns(answer.get()) : call;
    }
    if (functions.length > 0) {
      call = call.handler(functions);
    } else if (!OutputRules.of(field.getDirectives()).isEmpty()) {
      call = call.handler(a.handler.custom(field.getName()));
    }
    Optional<AuthRule.ForOperation[]> rules = rules(place, field);
    return rules.isPresent() ? call.authorization(rules.get()) : call;
  }

  private CustomSubscription subscription(String place, FieldDefinition field) {
    CustomSubscription subscription = a.subscription(field.getName());
    for (Map.Entry<String, FieldType> argument : arguments(place, field).entrySet()) {
      subscription = subscription.argument(argument.getKey(), argument.getValue());
    }
    FunctionHandler[] functions = functions(place, field);
    subscription = functions.length > 0 ? subscription.handler(functions) : subscription;
    subscription = sources.read(place, field).map(subscription::on).orElse(subscription);
    Optional<AuthRule.ForOperation[]> rules = rules(place, field);
    return rules.isPresent() ? subscription.authorization(rules.get()) : subscription;
  }

  private Map<String, FieldType> arguments(String place, FieldDefinition field) {
    Map<String, FieldType> arguments = new LinkedHashMap<>();
    for (InputValueDefinition argument : field.getInputValueDefinitions()) {
      String argumentPlace = "%s, argument '%s'".formatted(place, argument.getName());
      Definitions.refuseDefault(argumentPlace, argument, findings);
      values
          .read(argumentPlace, argument, TypeShape.of(argument.getType()), Side.INPUT)
          .ifPresent(type -> arguments.put(argument.getName(), type));
    }
    return arguments;
  }

  private FunctionHandler[] functions(String place, FieldDefinition field) {
    return field.getDirectives("function").stream()
        .flatMap(directive -> FunctionWord.read(place, directive, findings).stream())
        .toArray(FunctionHandler[]::new);
  }

  private static boolean isAsync(FieldDefinition field) {
    List<Directive> functions = field.getDirectives("function");
    return !functions.isEmpty() && FunctionWord.isAsync(functions.get(functions.size() - 1));
  }

  private Optional<AuthRule.ForOperation[]> rules(String place, FieldDefinition field) {
    List<Directive> output = OutputRules.of(field.getDirectives());
    List<Directive> auth = field.getDirectives("auth");
    if (!auth.isEmpty() && !output.isEmpty()) {
      findings.wrong(
          output.get(0),
          "%s: @%s beside @auth says twice who may call. Keep @auth."
              .formatted(place, output.get(0).getName()));
    }
    if (auth.size() > 1) {
      findings.wrong(auth.get(1), place + ": @auth is given twice. Give it once.");
    }
    if (!auth.isEmpty()) {
      return Optional.of(RuleReader.ofOperation(place, auth.get(0), findings));
    }
    return output.isEmpty()
        ? Optional.empty()
        : Optional.of(OutputRules.read(place, output, findings));
  }
}
