package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
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

  private final Problems problems;
  private final Set<String> reserved = new HashSet<>();
  private final Map<String, Place> owners = new HashMap<>();
  private final Set<Set<Place>> reported = new HashSet<>();

  GeneratedNames(Problems problems) {
    this.problems = problems;
    Stream.concat(
            Stream.of("Query", "Mutation", "Subscription"),
            Stream.of(Scalar.values()).map(Scalar::graphqlName))
        .forEach(reserved::add);
    reserved.addAll(ALWAYS_THERE);
  }

  /** A part of the schema has this name. */
  void declared(Place place, String name) {
    claim(place, "type", name);
  }

  /** All that a model makes beside its own type. */
  void model(Place place, String name, String plural) {
    String capital = Texts.capital(name);
    claim(place, "type", "Model" + capital + "Connection");
    claim(place, "type", "Model" + capital + "FilterInput");
    claim(place, "type", "Model" + capital + "ConditionInput");
    claim(place, "type", "ModelSubscription" + capital + "FilterInput");
    for (String verb : List.of("Create", "Update", "Delete")) {
      claim(place, "type", verb + capital + "Input");
      claim(place, "mutation", verb.toLowerCase(Locale.ROOT) + capital);
      claim(place, "subscription", "on" + verb + capital);
    }
    claim(place, "query", "get" + capital);
    claim(place, "query", "list" + Texts.capital(plural));
  }

  /** The enum of a field that names its values itself. */
  void inlineEnum(Place place, String name) {
    claim(place, "type", name);
  }

  /** The filter input of an enum that a field uses; every use of one enum shares it. */
  void enumFilter(Place enumPlace, String enumName, boolean list) {
    claim(enumPlace, "type", "Model" + enumName + (list ? "ListInput" : "Input"));
  }

  private void claim(Place place, String kind, String name) {
    if (kind.equals("type") && reserved.contains(name)) {
      problems.add(
          place,
          "type '" + name + "'",
          "has the name of a type that every API has",
          "Choose another name.");
      return;
    }
    Place other = owners.putIfAbsent(kind + " " + name, place);
    if (other != null && !other.equals(place) && reported.add(Set.of(place, other))) {
      problems.add(
          place,
          "%s '%s'".formatted(kind, name),
          "is also made for " + other.text(),
          "Rename one of the two.");
    }
  }
}
