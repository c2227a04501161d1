package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Behavior;
import dev.pergola.model.ModelOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with each operation that is switched off. */
class DisabledOperationsTest {

  private static final List<String> FIELDS =
      List.of(
          "getNote",
          "listNotes",
          "createNote",
          "updateNote",
          "deleteNote",
          "onCreateNote",
          "onUpdateNote",
          "onDeleteNote");
  private static final List<String> TYPES =
      List.of(
          "ModelNoteConnection",
          "ModelNoteFilterInput",
          "ModelNoteConditionInput",
          "ModelSubscriptionNoteFilterInput",
          "CreateNoteInput",
          "UpdateNoteInput",
          "DeleteNoteInput");

  @ParameterizedTest
  @CsvSource({
    "GET, getNote",
    "LIST, listNotes ModelNoteConnection ModelNoteFilterInput",
    "CREATE, createNote onCreateNote CreateNoteInput",
    "UPDATE, updateNote onUpdateNote UpdateNoteInput",
    "DELETE, deleteNote onDeleteNote DeleteNoteInput",
    "ON_CREATE, onCreateNote",
    "QUERIES, getNote listNotes ModelNoteConnection ModelNoteFilterInput",
    "QUERIES LIST, getNote listNotes ModelNoteConnection ModelNoteFilterInput",
    "SUBSCRIPTIONS, onCreateNote onUpdateNote onDeleteNote ModelSubscriptionNoteFilterInput",
    "MUTATIONS, createNote updateNote deleteNote onCreateNote onUpdateNote onDeleteNote"
        + " ModelNoteConditionInput ModelSubscriptionNoteFilterInput CreateNoteInput"
        + " UpdateNoteInput DeleteNoteInput",
    "ON_CREATE ON_UPDATE ON_DELETE,"
        + " onCreateNote onUpdateNote onDeleteNote ModelSubscriptionNoteFilterInput",
  })
  void takesTheFieldAndWhatOnlyServedIt(String disabled, String gone) {
    SchemaLines schema = schema(operations(disabled));
    GeneratedSchema generated = schema.generated();

    Stream<String> missingFields =
        FIELDS.stream()
            .filter(
                field ->
                    !generated.queries().containsKey(field)
                        && !generated.mutations().containsKey(field)
                        && !generated.subscriptions().containsKey(field));
    Stream<String> missingTypes = TYPES.stream().filter(type -> !schema.has(type));

    assertThat(Stream.concat(missingFields, missingTypes))
        .containsExactlyInAnyOrder(gone.split(" "));
  }

  @Test
  void aSchemaWithoutAnyRootFieldHasNoRootType() {
    SchemaLines schema =
        schema(ModelOperation.QUERIES, ModelOperation.MUTATIONS, ModelOperation.SUBSCRIPTIONS);

    assertThat(schema.types()).contains("Note").doesNotContain("Query", "Mutation", "Subscription");
    assertThat(schema.generated().queries()).isEmpty();
    assertThat(schema.generated().schema().getMutationType()).isNull();
    assertThat(schema.generated().schema().getSubscriptionType()).isNull();
    assertThat(schema.generated().schema().getQueryType().getFieldDefinitions())
        .extracting(field -> field.getName())
        .containsExactly("_empty");
    assertThat(Signatures.of(schema.generated())).isEmpty();
  }

  private static ModelOperation[] operations(String names) {
    return Arrays.stream(names.split(" "))
        .map(ModelOperation::valueOf)
        .toArray(ModelOperation[]::new);
  }

  private static SchemaLines schema(ModelOperation... disabled) {
    return SchemaLines.of(
        Behavior.SAFE,
        a.schema(
            a.model("Note")
                .field("text", a.string())
                .disableOperations(disabled)
                .authorization(allow.publicApiKey())));
  }
}
