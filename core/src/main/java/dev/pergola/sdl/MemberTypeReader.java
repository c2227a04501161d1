package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.NamedCustomType;
import dev.pergola.dsl.NamedInput;
import dev.pergola.sdl.ValueReader.Side;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;

/** Reads the types without {@code @model}, and the inputs of arguments. */
final class MemberTypeReader {

  private final Findings findings;
  private final ValueReader values;

  MemberTypeReader(DeclaredTypes types, Findings findings) {
    this.findings = findings;
    this.values = new ValueReader(types, findings);
  }

  /** The custom type. The directives of AppSync on it follow from where it is used. */
  NamedCustomType customType(ObjectTypeDefinition type) {
    String place = "Type '" + type.getName() + "'";
    Definitions.refuseInterfaces(place, type, findings);
    type.getDirectives().stream()
        .filter(directive -> !Advice.ofOutput(directive))
        .forEach(directive -> Advice.give(place, directive, "a type without @model", findings));
    NamedCustomType read = a.customType(type.getName());
    for (FieldDefinition field : type.getFieldDefinitions()) {
      String fieldPlace = "%s, field '%s'".formatted(place, field.getName());
      if (!field.getInputValueDefinitions().isEmpty()) {
        findings.wrong(field, fieldPlace + ": a stored field has no arguments. Remove them.");
      }
      field
          .getDirectives()
          .forEach(
              directive ->
                  Advice.give(fieldPlace, directive, "a field of a custom type", findings));
      var fieldType = values.read(fieldPlace, field, TypeShape.of(field.getType()), Side.OUTPUT);
      if (fieldType.isPresent()) {
        read = read.field(field.getName(), fieldType.get());
      }
    }
    return read;
  }

  /** The input. */
  NamedInput input(InputObjectTypeDefinition input) {
    String place = "Input '" + input.getName() + "'";
    input.getDirectives().forEach(directive -> Advice.give(place, directive, "an input", findings));
    NamedInput read = a.inputType(input.getName());
    for (InputValueDefinition field : input.getInputValueDefinitions()) {
      String fieldPlace = "%s, field '%s'".formatted(place, field.getName());
      Definitions.refuseDefault(fieldPlace, field, findings);
      var fieldType = values.read(fieldPlace, field, TypeShape.of(field.getType()), Side.INPUT);
      if (fieldType.isPresent()) {
        read = read.field(field.getName(), fieldType.get());
      }
    }
    return read;
  }
}
