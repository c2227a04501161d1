package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationException;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Values;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Plans give what the GraphQL engine gives with a fetcher for each field: the same bytes of data,
 * errors at the same places, and the same records afterwards, for random documents over random
 * schemas and records.
 */
class RandomSchemasTest {

  private static final int DOCUMENTS_PER_SCHEMA = 50;
  private static final int RECORDS_PER_MODEL = 6;
  private static final int ANSWERS = 6;
  private static final Pattern TOKEN = Pattern.compile("\"[A-Za-z0-9_-]{120,}\"");

  /** What is bounded for safety is not what is compared here. */
  private static final Limits LIMITS =
      Limits.builder()
          .maxDepth(100)
          .maxFields(100_000)
          .maxDirectives(2_000)
          .maxScanRows(10_000_000)
          .maxResolverCalls(10_000_000)
          .maxResultNodes(10_000_000)
          .build();

  private int withErrors;
  private int withRecords;
  private int changing;

  @Test
  void plansGiveWhatTheEngineGives() {
    int schemas = Campaign.size(2_000, 20_000) / DOCUMENTS_PER_SCHEMA;
    long seed = Campaign.seed();
    for (long one = seed; one < seed + schemas; one++) {
      new Round(one).run();
    }
    // Or there would be nothing to compare.
    int documents = schemas * DOCUMENTS_PER_SCHEMA;
    assertThat(withErrors).isBetween(documents / 10, documents * 2 / 3);
    assertThat(withRecords).isGreaterThan(documents / 3);
    assertThat(changing).isGreaterThan(documents / 20);
  }

  /** One schema, its records, and the documents that run over them one after the other. */
  private final class Round {

    private final long seed;
    private final Random random;
    private final RandomValues values;
    private final Map<String, List<@Nullable Object>> answers = new HashMap<>();
    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final Schema schema;
    private final SchemaModel model;
    private final GeneratedSchema generated;
    private final NaiveBackend naive;

    Round(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      // Most records are whole, or most answers would be null.
      this.values = new RandomValues(random, random.nextInt(4) == 0 ? 15 : 150);
      this.schema = new RandomSchema(random, this::answer).schema();
      this.model = schema.resolve(Set.of(Mode.API_KEY, Mode.USER_POOL), Behavior.SAFE);
      this.generated =
          SchemaGenerator.generate(model, new SchemaSettings(Behavior.SAFE, Mode.API_KEY));
      this.naive = new NaiveBackend(model, generated, this::answer);
    }

    void run() {
      try (Bench bench = new Bench(schema, store, builder -> builder.limits(LIMITS))) {
        model.models().forEach(this::fill);
        model.operations().forEach(this::prepare);
        for (int i = 0; i < DOCUMENTS_PER_SCHEMA; i++) {
          compare(bench, new SchemaDocument(generated.schema(), random), i);
        }
        model.models().forEach(this::compareRecords);
      }
    }

    private void compare(Bench bench, SchemaDocument document, int number) {
      NaiveBackend.Result expected = naive.run(document.text(), document.variables());

      Answer answer = bench.run(KEY, document.text(), document.variables());

      String place =
          "seed %d, document %d: %s with %s, expected errors %s, got %s"
              .formatted(
                  seed,
                  number,
                  document.text(),
                  document.variables(),
                  expected.errors(),
                  answer.errors());
      assertThat(data(answer)).as(place).isEqualTo(expected.data());
      assertThat(answer.response().errors().stream().map(DataError::path).toList())
          .as(place)
          .isEqualTo(expected.paths());
      withErrors += expected.paths().isEmpty() ? 0 : 1;
      boolean found = expected.data().contains("\":[{") || expected.data().contains("\":{");
      withRecords += found ? 1 : 0;
      changing += document.mutation() && found ? 1 : 0;
    }

    /** The bytes of {@code data} as they were written, in their order, but for the tokens. */
    private static String data(Answer answer) {
      String text = answer.text();
      String begin = "{\"data\":";
      assertThat(text).startsWith(begin);
      int errors = text.lastIndexOf(",\"errors\":[{\"path\"");
      String data = text.substring(begin.length(), errors < 0 ? text.length() - 1 : errors);
      return TOKEN.matcher(data).replaceAll('"' + NaiveBackend.TOKEN + '"');
    }

    private void fill(ModelType type) {
      NaiveRecords records = naive.records(type);
      for (int i = 0; i < RECORDS_PER_MODEL; i++) {
        Map<String, @Nullable Object> record = record(type);
        if (records.add(record)) {
          store
              .put(new PutRequest(type.table(), row(type, record), Filter.all()))
              .toCompletableFuture()
              .join();
        }
      }
    }

    /** A record whose references mostly lead somewhere. */
    private Map<String, @Nullable Object> record(ModelType type) {
      Set<String> keys = new HashSet<>();
      type.keyFields().forEach(field -> keys.add(field.name()));
      type.table().indexes().stream()
          .flatMap(index -> index.key().sort().stream())
          .forEach(column -> keys.add(column.name()));
      type.table().indexes().forEach(index -> keys.add(index.key().partition().name()));
      type.relations().stream()
          .filter(relation -> !relation.parentSide())
          .forEach(relation -> keys.addAll(relation.references()));
      Map<String, @Nullable Object> record = new LinkedHashMap<>();
      for (Field field : type.fields()) {
        if (keys.contains(field.name())) {
          boolean own = type.keyFields().contains(field);
          if (own || !values.chance(6)) {
            record.put(field.name(), values.ofScalar((Scalar) field.type()));
          }
        } else if (field.required() || !values.chance(4)) {
          record.put(field.name(), values.stored(field.type(), field.shape()));
        }
      }
      for (Relation relation : type.relations()) {
        refer(relation, record);
      }
      return record;
    }

    private void refer(Relation relation, Map<String, @Nullable Object> record) {
      ModelType target = model.target(relation);
      List<Map<String, @Nullable Object>> parents = naive.records(target).all();
      if (relation.parentSide() || parents.isEmpty() || values.chance(4)) {
        return;
      }
      Map<String, @Nullable Object> parent = values.pick(parents);
      for (int i = 0; i < relation.references().size(); i++) {
        record.put(relation.references().get(i), parent.get(target.keyFields().get(i).name()));
      }
    }

    private static Row row(ModelType type, Map<String, @Nullable Object> record) {
      Row.Builder row = Row.builder(type.table());
      record.forEach((name, value) -> row.set(type.field(name).orElseThrow().position(), value));
      return row.build();
    }

    /** Decides what an operation will answer, by its argument {@code n}. */
    private void prepare(CustomOperation operation) {
      List<@Nullable Object> all = new ArrayList<>();
      for (int i = 0; i < ANSWERS; i++) {
        all.add(values.chance(8) ? new OperationException("told", "Told") : result(operation));
      }
      answers.put(operation.name(), all);
    }

    private @Nullable Object result(CustomOperation operation) {
      Shape shape = operation.shape();
      if (!(operation.result() instanceof ModelResult result)) {
        return values.stored((ValueType) operation.result(), shape);
      }
      ModelType type = model.model(result.model()).orElseThrow();
      if (values.chance(6)) {
        return null;
      }
      if (!shape.list()) {
        return record(type);
      }
      return RandomValues.list(record(type), values.chance(3) ? null : record(type));
    }

    private @Nullable Object answer(String operation, Map<String, @Nullable Object> arguments) {
      int number = arguments.get("n") instanceof Integer n ? n : 0;
      Object answer = answers.get(operation).get(Math.floorMod(number, ANSWERS));
      if (answer instanceof OperationException failure) {
        throw failure;
      }
      return answer;
    }

    private void compareRecords(ModelType type) {
      List<Row> rows =
          store
              .scan(
                  new ScanRequest(
                      type.table(), Filter.all(), new PageRequest(10_000, 10_000, null)))
              .toCompletableFuture()
              .join()
              .rows();
      List<Map<String, @Nullable Object>> stored =
          rows.stream().map(row -> members(type, row)).toList();
      // Numbers are equal by their values; in which Java type a store keeps them is its own.
      assertThat(Values.equal(stored, naive.records(type).all()))
          .as(
              "seed %d, %s: %s where there should be %s",
              seed, type.name(), stored, naive.records(type).all())
          .isTrue();
    }

    private static Map<String, @Nullable Object> members(ModelType type, Row row) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Field field : type.fields()) {
        if (row.has(field.position())) {
          members.put(field.name(), row.value(field.position()));
        }
      }
      return members;
    }
  }
}
