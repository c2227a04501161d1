package dev.pergola.internal.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of the host, which may call what they are granted and are trusted inside of it. */
class FunctionsTest {

  private static final ModelType MODEL = Employees.model(List.of(), Map.of("note", List.of()));

  @ParameterizedTest(name = "granted {0}: {1}")
  @CsvSource({
    "QUERY, callQuery get list readField related",
    "MUTATE, callMutation clear create delete readField related set update",
    "LISTEN, listen listenCustom readField related",
    "'', ''",
  })
  void aFunctionDoesWhatItIsGranted(String granted, String expected) {
    Authorizer authorizer = new Authorizer(Behavior.SAFE, List.of(grant("report", granted)));

    assertThat(allowed(authorizer, Identity.function("report"))).isEqualTo(expected);
    assertThat(allowed(authorizer, Identity.function("Report"))).isEmpty();
  }

  @Test
  void grantsOfOneFunctionAddUp() {
    Authorizer authorizer =
        new Authorizer(
            Behavior.SAFE,
            List.of(grant("report", "QUERY"), grant("other", "LISTEN"), grant("report", "MUTATE")));

    assertThat(allowed(authorizer, Identity.function("report")))
        .contains("get", "create")
        .doesNotContain("listen");
  }

  @Test
  void rulesForTheIdentityPoolAreNotForFunctions() {
    ModelType model =
        Employees.model(
            List.of(
                new Rule.Authenticated(dev.pergola.model.Mode.IAM, Employees.ALL),
                new Rule.Guest(Employees.ALL)),
            Map.of());
    Authorizer authorizer = new Authorizer(Behavior.APPSYNC, List.of());

    assertThat(
            authorizer.decide(Access.toStored(Identity.function("report"), model, Operation.GET)))
        .isInstanceOf(Decision.Denied.class);
  }

  private static String allowed(Authorizer authorizer, Identity identity) {
    Map<String, Access> wishes = new LinkedHashMap<>();
    wishes.put("get", Access.toStored(identity, MODEL, Operation.GET));
    wishes.put("list", Access.toStored(identity, MODEL, Operation.LIST));
    wishes.put("listen", Access.toStored(identity, MODEL, Operation.LISTEN));
    wishes.put("update", Access.toStored(identity, MODEL, Operation.UPDATE));
    wishes.put("delete", Access.toStored(identity, MODEL, Operation.DELETE));
    wishes.put(
        "create", Access.toCreate(identity, MODEL, Employees.row(MODEL, Map.of()), Set.of("note")));
    wishes.put("related", Access.toRelated(identity, MODEL));
    wishes.put("readField", Access.toRead(identity, MODEL, "note"));
    wishes.put("set", Access.toSet(identity, MODEL, "note"));
    wishes.put("clear", Access.toClear(identity, MODEL, "note"));
    wishes.put("callQuery", Access.toCall(identity, custom(CustomOperation.Kind.QUERY)));
    wishes.put("callMutation", Access.toCall(identity, custom(CustomOperation.Kind.MUTATION)));
    wishes.put("listenCustom", Access.toCall(identity, custom(CustomOperation.Kind.SUBSCRIPTION)));
    Set<String> allowed = new TreeSet<>();
    wishes.forEach(
        (name, access) -> {
          if (authorizer.decide(access) instanceof Decision.Allowed) {
            allowed.add(name);
          }
        });
    return String.join(" ", allowed);
  }

  private static CustomOperation custom(CustomOperation.Kind kind) {
    return new CustomOperation(
        kind, "op", List.of(), Scalar.STRING, Shape.NULLABLE, List.of(), List.of(), List.of());
  }

  private static ResourceGrant grant(String name, String access) {
    return new ResourceGrant(
        name, access.isEmpty() ? Set.of() : Set.of(ResourceGrant.Access.valueOf(access)));
  }
}
