package dev.pergola.dsl;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ResultType;
import dev.pergola.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The mutations whose results one custom subscription delivers. */
final class Sources {

  private final OperationPart subscription;
  private final Scope scope;

  Sources(OperationPart subscription, Scope scope) {
    this.subscription = subscription;
    this.scope = scope;
  }

  /** What the sources have in common; empty after adding a problem. */
  Optional<Delivery> resolve() {
    List<List<SubscriptionSource>> calls = subscription.spec.sources();
    scope
        .problems()
        .checkCalls(subscription.place(), ".on(...)", calls, "Give all sources in one call.");
    List<SubscriptionSource> sources = calls.stream().flatMap(List::stream).toList();
    if (sources.isEmpty()) {
      problem(
          "a.subscription(" + Texts.quoted(subscription.name) + ")",
          "has no source",
          "Add .on(a.ref(\"aMutation\")) or .on(a.ref(\"AModel\").mutations(CREATE)).");
      return Optional.empty();
    }
    List<Delivery> found = sources.stream().map(this::resolve).flatMap(Optional::stream).toList();
    return found.isEmpty() ? Optional.empty() : merged(found);
  }

  private Optional<Delivery> merged(List<Delivery> found) {
    List<String> types = found.stream().map(this::comparable).distinct().toList();
    if (types.size() > 1) {
      problem(
          ".on(...)",
          "names sources of several types: " + String.join(", ", types),
          "Name sources of one type, or make one subscription for each.");
      return Optional.empty();
    }
    List<String> mutations =
        found.stream().flatMap(delivery -> delivery.mutations().stream()).distinct().toList();
    return Optional.of(new Delivery(mutations, found.get(0).type(), shape(found)));
  }

  /** The original compares types only, and takes a list for one of its elements. */
  private String comparable(Delivery delivery) {
    String type = delivery.type().graphqlName();
    return scope.safe() && delivery.shape().list() ? "[" + type + "]" : type;
  }

  /** The original delivers all in the shape of the first. */
  private Shape shape(List<Delivery> found) {
    Shape first = found.get(0).shape();
    boolean same = found.stream().allMatch(delivery -> delivery.shape().equals(first));
    return same || !scope.safe() ? first : new Shape(first.list(), false, false);
  }

  private Optional<Delivery> resolve(SubscriptionSource source) {
    return source instanceof ModelMutations mutations
        ? ofModel(mutations)
        : ofOperation((RefType) source);
  }

  private Optional<Delivery> ofModel(ModelMutations source) {
    String words = source.mutations.stream().map(Mutation::name).collect(Collectors.joining(", "));
    String text = "a.ref(%s).mutations(%s)".formatted(Texts.quoted(source.model), words);
    SchemaPart part = scope.types().part(source.model).orElse(null);
    if (!(part instanceof Model model)) {
      problem(
          text,
          part == null ? "names nothing in the schema" : "names no model",
          "Name a model, or leave .mutations(...) out for a custom mutation.");
      return Optional.empty();
    }
    if (source.mutations.isEmpty()) {
      problem(text, "names no mutation", "Name at least one of " + words(Mutation.values()) + ".");
      return Optional.empty();
    }
    checkOffered(text, model, source.mutations);
    return Optional.of(
        new Delivery(
            source.mutations.stream().map(mutation -> mutation.field(model.name)).toList(),
            new ModelResult(model.name),
            Shape.NULLABLE));
  }

  /** The original takes it, and deploys a subscription to a mutation that is not there. */
  private void checkOffered(String text, Model model, List<Mutation> mutations) {
    Set<ModelOperation> disabled = EnumSet.noneOf(ModelOperation.class);
    model.spec.disabled().forEach(disabled::addAll);
    List<Mutation> off = new ArrayList<>(mutations);
    off.removeIf(mutation -> ModelOperation.valueOf(mutation.name()).offered(disabled));
    if (!off.isEmpty() && scope.safe()) {
      problem(
          text,
          "names what the model has switched off: " + words(off.toArray(Mutation[]::new)),
          "Leave it out here, or in .disableOperations(...).");
    }
  }

  private Optional<Delivery> ofOperation(RefType source) {
    String text = source.spec.type().text();
    SchemaPart part = scope.types().part(source.name).orElse(null);
    if (part instanceof Model) {
      problem(
          text,
          "names a model without saying which mutations",
          "Add .mutations(CREATE) or others.");
      return Optional.empty();
    }
    if (!(part instanceof OperationPart operation)) {
      problem(
          text,
          part == null ? "names nothing in the schema" : "names no mutation",
          "Name a custom mutation, or a model with .mutations(...).");
      return Optional.empty();
    }
    if (operation.spec.kind() != CustomOperation.Kind.MUTATION) {
      problem(
          text,
          "names " + operation.place().text() + ", and only mutations have results to deliver",
          "Name a custom mutation, or a model with .mutations(...).");
      return Optional.empty();
    }
    return delivery(operation);
  }

  private Optional<Delivery> delivery(OperationPart operation) {
    Shape shape =
        OperationResolver.endsAsync(operation)
            ? Shape.NULLABLE
            : operation.spec.returns().stream()
                .findFirst()
                .map(FieldSpec::shape)
                .orElse(Shape.NULLABLE);
    return OperationResolver.result(scope, operation)
        .map(type -> new Delivery(List.of(operation.name), type, shape));
  }

  private void problem(String given, String fault, String remedy) {
    scope.problems().add(subscription.place(), given, fault, remedy);
  }

  private static String words(Mutation[] mutations) {
    return Arrays.stream(mutations).map(Mutation::name).collect(Collectors.joining(", "));
  }

  /**
   * What a subscription delivers.
   *
   * @param mutations the mutation fields
   * @param type the type of their results
   * @param shape how many, and what may be null
   */
  record Delivery(List<String> mutations, ResultType type, Shape shape) {}
}
