package dev.pergola.outputs;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a schema in the words of the original. Every inline type gets a declaration under the name
 * that it would have had, and every rule stands where it applies, whether inherited or not; both
 * mean the same.
 */
final class TypeScript {

  private static final String ASYNC_ANSWER = "EventInvocationResponse";

  private final SchemaModel schema;
  private final List<String> problems = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private TypeScript(SchemaModel schema) {
    this.schema = schema;
  }

  static String of(SchemaModel schema) {
    return new TypeScript(schema).write();
  }

  private String write() {
    InputCode inputs = new InputCode(schema, problems);
    FunctionCode functions = new FunctionCode(schema);
    List<Rule> inherited = inherited();
    OperationCode operations = new OperationCode(schema, inputs, functions, inherited, problems);
    schema.enums().forEach(type -> part(type.name(), ValueCode.enumeration(type)));
    schema.customTypes().stream()
        .filter(type -> !addedByOriginal(type))
        .forEach(type -> part(type.name(), ValueCode.customType(type)));
    schema.models().forEach(this::model);
    schema.operations().forEach(operation -> part(operation.name(), operations.of(operation)));
    inputs
        .unreached(schema)
        .forEach(
            input ->
                problems.add(
                    "Input '%s' is taken by no custom operation, and TypeScript has inputs only there. Leave it out."
                        .formatted(input.name())));
    String authorization = authorization(functions, inherited);
    if (!problems.isEmpty()) {
      throw new TypeScriptException(problems);
    }
    return file(functions.definitions(), authorization);
  }

  private void model(ModelType model) {
    if (model.rules().isEmpty()) {
      problems.add(
          "Model '%s' has no authorization rule, and TypeScript asks for one."
              .formatted(model.name()));
    }
    part(model.name(), ModelCode.of(model));
  }

  private void part(String name, String code) {
    if (!names.add(name)) {
      problems.add(
          "'%s' names two parts of the schema, and TypeScript declares all parts in one object. Rename one of them."
              .formatted(name));
    }
    parts.add(Code.property(name, code));
  }

  private boolean addedByOriginal(CustomType type) {
    return type.name().equals(ASYNC_ANSWER)
        && schema.operations().stream().anyMatch(OperationCode::answersAtOnce);
  }

  /** The rules of the first operation that cannot state its own. */
  private List<Rule> inherited() {
    return schema.operations().stream()
        .map(CustomOperation::rules)
        .filter(rules -> !rules.stream().allMatch(RuleCode::fitsOperation))
        .filter(rules -> rules.stream().noneMatch(RuleCode::ofRecord))
        .findFirst()
        .orElse(List.of());
  }

  private String authorization(FunctionCode functions, List<Rule> inherited) {
    List<String> rules = new ArrayList<>(RuleCode.expressions(inherited));
    schema.resources().forEach(grant -> rules.add(functions.grant(grant)));
    return rules.isEmpty() ? "" : "." + RuleCode.call(rules);
  }

  private String file(String definitions, String authorization) {
    return """
        // Written from the model by Pergola. Changes are lost when it is written again.
        import { a, type ClientSchema } from '@aws-amplify/data-schema';
        %s
        %sexport const schema = a.schema(%s)%s;

        export type Schema = ClientSchema<typeof schema>;
        """
        .formatted(
            definitions.isEmpty() ? "" : "import { defineFunction } from '@aws-amplify/backend';\n",
            definitions,
            Code.object(parts),
            authorization);
  }
}
