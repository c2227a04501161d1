package dev.pergola.sdl;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomOperation.Kind;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.SchemaModel;
import java.util.List;

/**
 * Writes a schema in the directive language, so that {@link SdlReader} reads it back: the way out,
 * and the way to see what a schema in Java means in Amplify's words.
 *
 * <p>What leaves no mark in the language is lost: the data sources and names of custom resolvers,
 * what functions may do in their own name, and whether the undeclared field of an owner rule is a
 * list.
 */
public final class SdlPrinter {

  private final StringBuilder out = new StringBuilder();

  private SdlPrinter() {}

  /**
   * The schema as a document.
   *
   * @throws IllegalArgumentException when the language has no words for a rule: groups of another
   *     issuer, or of another claim, on an operation with a custom resolver
   */
  public static String print(SchemaModel schema) {
    SdlPrinter printer = new SdlPrinter();
    schema.enums().forEach(printer::enumType);
    schema.models().forEach(printer::model);
    schema.customTypes().forEach(type -> printer.members("type", type));
    schema.inputs().forEach(input -> printer.members("input", input));
    printer.root("Mutation", schema.operations(Kind.MUTATION));
    printer.root("Query", schema.operations(Kind.QUERY));
    printer.root("Subscription", schema.operations(Kind.SUBSCRIPTION));
    return printer.out.toString();
  }

  private void enumType(EnumType type) {
    block("enum " + type.name(), type.values());
  }

  private void model(ModelType model) {
    ModelPrinter printer = new ModelPrinter(model);
    block(printer.head(), printer.members());
  }

  private void members(String keyword, CustomType type) {
    block(keyword + " " + type.name(), type.fields().stream().map(SdlPrinter::value).toList());
  }

  private void root(String name, List<CustomOperation> operations) {
    if (!operations.isEmpty()) {
      block("type " + name, operations.stream().map(OperationPrinter::print).toList());
    }
  }

  private void block(String head, List<String> lines) {
    out.append(out.length() == 0 ? "" : "\n").append(head).append(" {\n");
    lines.forEach(line -> out.append("  ").append(line).append('\n'));
    out.append("}\n");
  }

  /** A field or argument without directives. */
  static String value(NamedValue value) {
    return value.name() + ": " + value.shape().around(value.type().graphqlName());
  }
}
