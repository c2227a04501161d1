package dev.pergola.outputs;

import dev.pergola.model.HandlerStep;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.SchemaModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The code behind custom operations, and functions as callers, in TypeScript. A function is called
 * by its name; only where the original forgets the rest for a name, or takes none, it is defined.
 */
final class FunctionCode {

  private static final String DEFINED = "functions";
  private static final Pattern PATH = Pattern.compile("(\\.{0,2}/).*|.*\\.[cm]?[jt]s");

  private final SchemaModel schema;
  private final Set<String> defined = new LinkedHashSet<>();

  FunctionCode(SchemaModel schema) {
    this.schema = schema;
  }

  String step(HandlerStep step) {
    return switch (step.kind()) {
      case FUNCTION -> "a.handler.function(%s)".formatted(Code.pasted(step.name()));
      // By its name alone, the original would call it like any other and wait for it.
      case ASYNC_FUNCTION -> "a.handler.function(%s).async()".formatted(definition(step.name()));
      case CUSTOM -> custom(step);
    };
  }

  String grant(ResourceGrant grant) {
    Set<ResourceGrant.Access> access = grant.access();
    List<String> words =
        List.of(ResourceGrant.Access.values()).stream()
            .filter(access::contains)
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    String limit =
        access.size() == ResourceGrant.Access.values().length
            ? ""
            : ".to(%s)".formatted(Code.texts(words));
    return "allow.resource(%s)%s".formatted(definition(grant.name()), limit);
  }

  /** The constant with the definitions; empty when there are none. */
  String definitions() {
    if (defined.isEmpty()) {
      return "";
    }
    List<String> all =
        defined.stream()
            .map(
                name ->
                    Code.property(name, "defineFunction({ name: %s })".formatted(Code.text(name))))
            .toList();
    return "const %s = %s;\n\n".formatted(DEFINED, Code.object(all));
  }

  private String definition(String name) {
    defined.add(name);
    return Code.member(DEFINED, name);
  }

  private String custom(HandlerStep step) {
    String entry = PATH.matcher(step.name()).matches() ? step.name() : "./" + step.name() + ".js";
    String source = step.dataSource().map(name -> "dataSource: " + source(name) + ", ").orElse("");
    return "a.handler.custom({ %sentry: %s })".formatted(source, Code.text(entry));
  }

  private String source(String name) {
    return schema.model(name).isPresent() ? ValueCode.ref(name) : Code.text(name);
  }
}
