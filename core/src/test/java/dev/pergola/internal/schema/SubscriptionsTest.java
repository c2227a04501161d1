package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Model;
import dev.pergola.model.Behavior;
import dev.pergola.model.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionsTest {

  private static final Model PAPER =
      a.model("Paper")
          .field("text", a.string())
          .field("pages", a.integer())
          .field("state", a.enumOf("OPEN", "SHUT"))
          .field("tags", a.string().array())
          .field("writer", a.string())
          .field("editors", a.string().array())
          .field("team", a.string())
          .field("secret", a.string().authorization(allow.ownerDefinedIn("keeper")))
          .authorization(
              allow.owner().to(CREATE),
              allow.ownerDefinedIn("writer"),
              allow.ownersDefinedIn("editors").to(LISTEN),
              allow.groupDefinedIn("team"));

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void ownersWhoMayListenAreArguments(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, a.schema(PAPER));

    assertThat(schema.of("Subscription"))
        .containsExactly(
            "onCreatePaper(filter: ModelSubscriptionPaperFilterInput, writer: String, keeper: String): Paper",
            "onUpdatePaper(filter: ModelSubscriptionPaperFilterInput, writer: String, keeper: String): Paper",
            "onDeletePaper(filter: ModelSubscriptionPaperFilterInput, writer: String, keeper: String): Paper");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void filtersKnowNoGroupsAndNoNot(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, a.schema(PAPER));

    assertThat(schema.of("ModelSubscriptionPaperFilterInput"))
        .containsExactlyInAnyOrder(
            "id: ModelSubscriptionIDInput",
            "text: ModelSubscriptionStringInput",
            "pages: ModelSubscriptionIntInput",
            "state: ModelSubscriptionStringInput",
            "tags: ModelSubscriptionStringInput",
            "secret: ModelSubscriptionStringInput",
            "writer: ModelStringInput",
            "editors: ModelStringInput",
            "owner: ModelStringInput",
            "keeper: ModelStringInput",
            "createdAt: ModelSubscriptionStringInput",
            "updatedAt: ModelSubscriptionStringInput",
            "and: [ModelSubscriptionPaperFilterInput]",
            "or: [ModelSubscriptionPaperFilterInput]");
  }

  @Test
  void anUndeclaredListOfOwnersIsAnArgumentOfTheOriginalsOnly() {
    Model shared =
        a.model("Shared")
            .field("text", a.string())
            .authorization(allow.ownersDefinedIn("watchers"));

    assertThat(SchemaLines.of(Behavior.APPSYNC, a.schema(shared)).of("Subscription"))
        .allMatch(line -> line.contains(", watchers: String)"));
    assertThat(SchemaLines.of(Behavior.SAFE, a.schema(shared)).of("Subscription"))
        .noneMatch(line -> line.contains("watchers"));
  }

  @Test
  void aFilterOnAnIdThatIsNotThereIsTheOriginalsOnly() {
    Model coin =
        a.model("Coin")
            .field("code", a.string().required())
            .identifier("code")
            .authorization(allow.publicApiKey());

    assertThat(
            SchemaLines.of(Behavior.APPSYNC, a.schema(coin)).of("ModelSubscriptionCoinFilterInput"))
        .contains("id: ModelSubscriptionIDInput");
    assertThat(SchemaLines.of(Behavior.SAFE, a.schema(coin)).of("ModelSubscriptionCoinFilterInput"))
        .doesNotContain("id: ModelSubscriptionIDInput");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void longNamesAreCutAndKeptApart(Behavior behavior) {
    String longest = "N".repeat(50 - "onCreate".length());
    Model fits = a.model(longest).field("a", a.string()).authorization(allow.publicApiKey());
    Model cut = a.model(longest + "X").field("a", a.string()).authorization(allow.publicApiKey());

    GeneratedSchema schema = SchemaLines.of(behavior, a.schema(fits, cut)).generated();

    assertThat(schema.subscriptions())
        .containsKeys(
            "onCreate" + longest,
            // The first 45 letters, and 5 of the MD5 of onCreateNN...NX.
            "onCreate" + "N".repeat(37) + "71aea");
    assertThat(schema.directives().ofField("Subscription", "onCreate" + "N".repeat(37) + "71aea"))
        .contains(AppliedDirective.subscribe(List.of("create" + longest + "X")));
  }

  @Test
  void aFieldKnowsItsChange() {
    GeneratedSchema schema = SchemaLines.of(Behavior.SAFE, a.schema(PAPER)).generated();

    assertThat(schema.subscriptions().get("onUpdatePaper"))
        .isInstanceOfSatisfying(
            RootOperation.OnChange.class,
            change -> {
              assertThat(change.model().name()).isEqualTo("Paper");
              assertThat(change.change()).isEqualTo(Operation.UPDATE);
            });
  }
}
