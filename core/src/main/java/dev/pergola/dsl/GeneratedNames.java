package dev.pergola.dsl;

import dev.pergola.model.Behavior;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has which name in the API: types and operations, declared and generated (spec: schema 2.5, 3
 * and 4). Two claims to one name are a problem, reported once for each pair of culprits.
 */
final class GeneratedNames {

  /** Types that every API has, whatever its schema. */
  private static final List<String> ALWAYS_THERE =
      List.of(
          "ModelStringInput",
          "ModelIDInput",
          "ModelIntInput",
          "ModelFloatInput",
          "ModelBooleanInput",
          "ModelSubscriptionStringInput",
          "ModelSubscriptionIDInput",
          "ModelSubscriptionIntInput",
          "ModelSubscriptionFloatInput",
          "ModelSubscriptionBooleanInput",
          "ModelStringKeyConditionInput",
          "ModelIDKeyConditionInput",
          "ModelIntKeyConditionInput",
          "ModelFloatKeyConditionInput",
          "ModelSizeInput",
          "ModelAttributeTypes",
          "ModelSortDirection",
          "AmplifyAIConversationTurnErrorInput");

  private static final String TYPE = "type";

  private final Behavior behavior;
  private final Problems problems;
  private final Set<String> reserved = new HashSet<>();
  private final Map<String, Claim> claims = new HashMap<>();
  private final Set<Set<Place>> reported = new HashSet<>();

  GeneratedNames(Behavior behavior, Problems problems) {
    this.behavior = behavior;
    this.problems = problems;
    Stream.concat(
            Stream.of("Query", "Mutation", "Subscription"),
            Stream.of(Scalar.values()).map(Scalar::graphqlName))
        .forEach(reserved::add);
    reserved.addAll(ALWAYS_THERE);
  }

  /** A part of the schema has this name. */
  void declared(SchemaPart part) {
    if (part instanceof OperationPart operation) {
      String root = operation.spec.kind().name().toLowerCase(Locale.ROOT);
      claim(part.place(), root, part.name, Origin.DECLARED);
    } else {
      boolean custom = part instanceof NamedCustomType || part instanceof NamedInput;
      claim(part.place(), TYPE, part.name, custom ? Origin.CUSTOM : Origin.DECLARED);
    }
  }

  /** A type that stands inline, or an input made of a custom type, gets this name. */
  void implicit(Place place, String name) {
    claim(place, TYPE, name, Origin.DECLARED);
  }

  /** All that a model makes beside its own type, without what is switched off. */
  void model(Place place, String name, String plural, Set<ModelOperation> disabled) {
    String capital = Texts.capital(name);
    generated(place, "Model" + capital + "Connection");
    generated(place, "Model" + capital + "FilterInput");
    if (offersAny(disabled, ModelOperation.CREATE, ModelOperation.UPDATE, ModelOperation.DELETE)) {
      generated(place, "Model" + capital + "ConditionInput");
    }
    if (offersAny(
        disabled, ModelOperation.ON_CREATE, ModelOperation.ON_UPDATE, ModelOperation.ON_DELETE)) {
      generated(place, "ModelSubscription" + capital + "FilterInput");
    }
    for (String verb : List.of("Create", "Update", "Delete")) {
      ModelOperation mutation = ModelOperation.valueOf(verb.toUpperCase(Locale.ROOT));
      ModelOperation listening = ModelOperation.valueOf("ON_" + mutation.name());
      if (mutation.offered(disabled)) {
        generated(place, verb + capital + "Input");
        claim(place, "mutation", verb.toLowerCase(Locale.ROOT) + capital, Origin.GENERATED);
      }
      if (listening.offered(disabled)) {
        claim(place, "subscription", "on" + verb + capital, Origin.GENERATED);
      }
    }
    if (ModelOperation.GET.offered(disabled)) {
      claim(place, "query", "get" + capital, Origin.GENERATED);
    }
    if (ModelOperation.LIST.offered(disabled)) {
      claim(place, "query", "list" + Texts.capital(plural), Origin.GENERATED);
    }
  }

  private static boolean offersAny(Set<ModelOperation> disabled, ModelOperation... operations) {
    return Stream.of(operations).anyMatch(operation -> operation.offered(disabled));
  }

  /** The query field of an index. */
  void indexQuery(Place place, String name) {
    claim(place, "query", name, Origin.GENERATED);
  }

  /** The filter input of an enum that a field uses; every use of one enum shares it. */
  void enumFilter(Place enumPlace, String enumName, boolean list) {
    generated(enumPlace, "Model" + enumName + (list ? "ListInput" : "Input"));
  }

  /** The input of a custom type that a model uses; an input of this name may be there already. */
  void modelInput(Place place, String typeName, Set<String> inputs) {
    String name = TypeDraft.inputName(Texts.capital(typeName));
    if (!inputs.contains(name)) {
      generated(place, name);
    }
  }

  private void generated(Place place, String name) {
    claim(place, TYPE, name, Origin.GENERATED);
  }

  private void claim(Place place, String kind, String name, Origin origin) {
    if (kind.equals(TYPE) && reserved.contains(name)) {
      problems.add(
          place,
          "type '" + name + "'",
          "has the name of a type that every API has",
          "Choose another name.");
      return;
    }
    Claim mine = new Claim(place, origin);
    Claim other = claims.putIfAbsent(kind + " " + name, mine);
    if (other == null || other.place.equals(place) || tolerated(mine, other)) {
      return;
    }
    if (reported.add(Set.of(place, other.place))) {
      problems.add(
          place,
          "%s '%s'".formatted(kind, name),
          "is also made for " + other.place.text(),
          "Rename one of the two.");
    }
  }

  /** The original lets a custom type take the place of a generated one. */
  private boolean tolerated(Claim one, Claim other) {
    return behavior == Behavior.APPSYNC
        && ((one.origin == Origin.CUSTOM && other.origin == Origin.GENERATED)
            || (one.origin == Origin.GENERATED && other.origin == Origin.CUSTOM));
  }

  /** How a name came to be. */
  enum Origin {
    /** The author wrote it, or it follows from where a type stands. */
    DECLARED,
    /** The author wrote it, as the name of a custom type. */
    CUSTOM,
    /** A model makes it. */
    GENERATED
  }

  private record Claim(Place place, Origin origin) {}
}
