package dev.pergola.conformance.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Value;
import graphql.parser.Parser;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A schema in AppSync's dialect as a set of lines: one for each type with its directives, one for
 * each field with its arguments and directives, one for each field of an input, one for each enum
 * with its values. Order leaves no trace, but that of an enum's values.
 */
final class SdlLines {

  private SdlLines() {}

  static Set<String> of(String sdl) {
    Set<String> lines = new TreeSet<>();
    for (Definition<?> definition : Parser.parse(sdl).getDefinitions()) {
      if (definition instanceof ObjectTypeDefinition type) {
        lines.add("type " + type.getName() + directives(type.getDirectives()));
        type.getFieldDefinitions().forEach(field -> lines.add(line(type.getName(), field)));
      } else if (definition instanceof InputObjectTypeDefinition type) {
        lines.add("input " + type.getName() + directives(type.getDirectives()));
        type.getInputValueDefinitions()
            .forEach(field -> lines.add("input " + type.getName() + "." + line(field)));
      } else if (definition instanceof EnumTypeDefinition type) {
        lines.add("enum " + type.getName() + " " + values(type) + directives(type.getDirectives()));
      } else {
        throw new IllegalArgumentException("Not expected in a schema: " + definition);
      }
    }
    return lines;
  }

  private static String line(String type, FieldDefinition field) {
    String arguments =
        field.getInputValueDefinitions().stream()
            .map(SdlLines::line)
            .sorted()
            .collect(Collectors.joining(", "));
    return "type %s.%s(%s): %s%s"
        .formatted(
            type,
            field.getName(),
            arguments,
            AstPrinter.printAst(field.getType()),
            directives(field.getDirectives()));
  }

  private static String line(InputValueDefinition input) {
    String defaultValue =
        input.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(input.getDefaultValue());
    return input.getName()
        + ": "
        + AstPrinter.printAst(input.getType())
        + defaultValue
        + directives(input.getDirectives());
  }

  private static List<String> values(EnumTypeDefinition type) {
    return type.getEnumValueDefinitions().stream().map(EnumValueDefinition::getName).toList();
  }

  private static String directives(List<Directive> directives) {
    return directives.stream()
        .map(directive -> " @" + directive.getName() + arguments(directive.getArguments()))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String arguments(List<Argument> arguments) {
    return arguments.isEmpty()
        ? ""
        : arguments.stream()
            .map(argument -> argument.getName() + ": " + text(argument.getValue()))
            .sorted()
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The lists in directives are sets: of groups, of mutations. */
  private static String text(Value<?> value) {
    return value instanceof ArrayValue array
        ? array.getValues().stream().map(AstPrinter::printAst).sorted().toList().toString()
        : AstPrinter.printAst(value);
  }
}
