package dev.pergola.dsl;

import dev.pergola.model.EnumType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks through a schema and names every type in it: enums, custom types, and the inputs that
 * custom types become in arguments (spec: schema 2.5).
 */
final class TypeCollector {

  final Map<String, SchemaPart> parts;
  final Map<String, EnumType> enums = new LinkedHashMap<>();
  final Map<String, TypeDraft> customTypes = new LinkedHashMap<>();
  final Map<String, TypeDraft> inputs = new LinkedHashMap<>();

  private final Problems problems;
  private final GeneratedNames names;
  private final Deque<NamedCustomType> usedAsInputs = new ArrayDeque<>();
  private final Set<String> madeInputs = new HashSet<>();

  /**
   * A collector for these parts.
   *
   * @param parts all parts by their names
   */
  TypeCollector(Map<String, SchemaPart> parts, Problems problems, GeneratedNames names) {
    this.parts = parts;
    this.problems = problems;
    this.names = names;
  }

  void collect(Collection<SchemaPart> all) {
    for (SchemaPart part : all) {
      if (part instanceof NamedEnum type) {
        enumType(part.place(), part.name, type.values);
      } else if (part instanceof NamedCustomType type) {
        customType(part.place(), part.name, type.fields);
      } else if (part instanceof NamedInput type) {
        input(part.place(), part.name, part.name, type.fields, false);
      } else if (part instanceof Model model) {
        model.spec.fields().forEach(field -> member(model.place(), model.name, field));
      } else if (part instanceof OperationPart operation) {
        operation(operation);
      }
    }
    while (!usedAsInputs.isEmpty()) {
      NamedCustomType type = usedAsInputs.remove();
      String name = TypeDraft.inputName(type.name);
      if (madeInputs.add(name)) {
        names.implicit(type.place(), name);
        input(type.place(), name, type.name, type.fields, true);
      }
    }
  }

  private void operation(OperationPart operation) {
    operation.spec.returns().forEach(answer -> answer(operation, answer.type()));
    for (NamedField argument : operation.spec.arguments()) {
      Place place = operation.place().argument(argument.name());
      inputMember(place, operation.name, argument, false);
    }
  }

  private void answer(OperationPart operation, TypeSpec type) {
    Place place = operation.place().answer();
    String name = TypeDraft.answerName(operation.name);
    if (type instanceof TypeSpec.Values values) {
      names.implicit(place, name);
      enumType(place, name, values.values());
    } else if (type instanceof TypeSpec.Members members) {
      names.implicit(place, name);
      customType(place, name, members.fields());
    }
  }

  private void customType(Place place, String name, List<NamedField> fields) {
    List<NamedField> own = distinct(place, fields, "a.customType()");
    customTypes.putIfAbsent(name, new TypeDraft(place, name, own, false));
    own.forEach(field -> member(place, name, field));
  }

  private void member(Place owner, String base, NamedField field) {
    Place place = owner.field(field.name());
    String name = TypeDraft.implicitName(base, field.name());
    if (field.spec().type() instanceof TypeSpec.Values values) {
      names.implicit(place, name);
      enumType(place, name, values.values());
    } else if (field.spec().type() instanceof TypeSpec.Members members) {
      names.implicit(place, name);
      customType(place, name, members.fields());
    }
  }

  private void input(
      Place place, String name, String base, List<NamedField> fields, boolean derived) {
    List<NamedField> own = derived ? fields : distinct(place, fields, "the input");
    inputs.putIfAbsent(name, new TypeDraft(place, base, own, derived));
    own.forEach(field -> inputMember(place.field(field.name()), base, field, derived));
  }

  private void inputMember(Place place, String base, NamedField field, boolean derived) {
    TypeSpec type = field.spec().type();
    String name = TypeDraft.implicitName(base, field.name());
    if (type instanceof TypeSpec.Values values) {
      // The enums in a custom type are there already.
      if (!derived) {
        names.implicit(place, name);
        enumType(place, name, values.values());
      }
    } else if (type instanceof TypeSpec.Members members) {
      String inputName = TypeDraft.inputName(name);
      if (!derived || madeInputs.add(inputName)) {
        names.implicit(place, inputName);
        input(place, inputName, name, members.fields(), derived);
      }
    } else if (type instanceof TypeSpec.Ref ref
        && parts.get(ref.name()) instanceof NamedCustomType custom) {
      usedAsInputs.add(custom);
    }
  }

  private void enumType(Place place, String name, List<String> values) {
    EnumChecks.check(problems, place, values);
    enums.putIfAbsent(name, new EnumType(name, values));
  }

  /** The fields without those that repeat a name or have a bad one. */
  private List<NamedField> distinct(Place place, List<NamedField> fields, String given) {
    if (fields.isEmpty()) {
      problems.add(place, given, "has no field", "Give it at least one .field(name, type).");
    }
    Set<String> seen = new HashSet<>();
    List<NamedField> own = new ArrayList<>();
    for (NamedField field : fields) {
      Place fieldPlace = place.field(field.name());
      if (!seen.add(field.name())) {
        problems.declaredTwice(fieldPlace, field.spec());
      } else if (NameChecks.check(problems, fieldPlace, field.name())) {
        own.add(field);
      }
    }
    return own;
  }
}
