package dev.pergola.internal.plan;

import static graphql.validation.OperationValidationRule.SUBSCRIPTION_UNIQUE_ROOT_FIELD;

import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.model.SchemaModel;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.OperationValidationRule;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents: limits, parser, validation, in this order, each before the work it guards. Keeps
 * valid documents by their text, the least recently used going first, bounded in number and in
 * characters. Safe to share.
 */
public final class Documents {

  private static final int MAX_WHITESPACE_TOKENS = 20_000;
  private static final int MAX_RULE_DEPTH = 500;

  /**
   * Kept characters are bounded by this many documents of the greatest size; a parsed document is
   * some fifty times its text.
   */
  private static final int KEPT_FULL_SIZE = 16;

  private final GraphQLSchema schema;
  private final Limits limits;
  private final boolean subscriptions;
  private final PlanCompiler compiler;
  private final ProtectedMembers protectedMembers;
  private final ParserOptions parserOptions;
  private final QueryComplexityLimits complexity;
  private final Map<String, PreparedDocument> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptChars;

  /**
   * A reader for documents against this schema.
   *
   * @param subscriptions whether subscriptions are served; if not, a document with one is refused
   *     as if the schema had none
   */
  public Documents(
      SchemaModel model, GeneratedSchema generated, Limits limits, boolean subscriptions) {
    this.subscriptions = subscriptions && generated.schema().getSubscriptionType() != null;
    this.schema = generated.schema();
    this.limits = limits;
    this.compiler = new PlanCompiler(model, generated, limits);
    this.protectedMembers = new ProtectedMembers(model, generated);
    this.parserOptions =
        ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(true)
            .readerTrackData(true)
            .redactTokenParserErrorMessages(false)
            .maxCharacters(limits.maxDocumentChars())
            // To the parser the end of the text is a token too.
            .maxTokens(Math.max(limits.maxDocumentTokens(), limits.maxDocumentTokens() + 1))
            .maxWhitespaceTokens(MAX_WHITESPACE_TOKENS)
            .maxRuleDepth(MAX_RULE_DEPTH)
            .build();
    this.complexity =
        QueryComplexityLimits.newLimits()
            .maxDepth(limits.maxDepth())
            .maxFieldsCount(limits.maxFields())
            .build();
  }

  /**
   * The document of this text.
   *
   * @throws RequestRefusedException if it breaks a limit, does not parse or does not validate
   */
  public PreparedDocument prepare(String text) {
    @Nullable PreparedDocument known = lookUp(text);
    if (known != null) {
      return known;
    }
    Prescan.check(text, limits);
    Document document = parse(text);
    EngineDirectives.check(document);
    PreparedDocument prepared = prepare(document);
    keep(text, prepared);
    return prepared;
  }

  /**
   * A document that somebody else has parsed; it is not kept.
   *
   * @throws RequestRefusedException if it breaks a limit or does not validate
   */
  public PreparedDocument prepare(Document document) {
    DocumentCheck.check(document, limits);
    SubscriptionCheck.check(document, subscriptions);
    validate(document);
    return new PreparedDocument(document, compiler);
  }

  /**
   * The document of this text, for an engine that coerces the variables itself and then collects
   * fields: neither may meet what it throws at.
   *
   * @param operation the name of the operation that is asked for, if there is one
   * @param variables as they were sent
   * @throws RequestRefusedException as for any document, if the variables hold too much, or if they
   *     do not fit and that engine must not repeat them
   */
  public PreparedDocument prepare(
      String text, @Nullable String operation, Map<String, ? extends @Nullable Object> variables) {
    VariableCheck.checkShape(variables, limits);
    PreparedDocument prepared = prepare(text);
    prepared.checkConditions(operation, variables);
    if (!variables.isEmpty() && sentValues(prepared, variables) == SentValues.HIDDEN) {
      // That engine's refusal would repeat the value.
      coerce(prepared, prepared.operation(Optional.ofNullable(operation)), variables);
    }
    return prepared;
  }

  /**
   * The values of an operation's variables.
   *
   * @param variables as they were sent, within the limits
   * @throws RequestRefusedException if they do not fit, and messages must not repeat them
   * @throws GraphQLException if they do not fit otherwise; an error itself
   */
  public CoercedVariables coerce(
      PreparedDocument prepared,
      OperationDefinition operation,
      Map<String, ? extends @Nullable Object> variables) {
    try {
      return ValuesResolver.coerceVariableValues(
          schema,
          operation.getVariableDefinitions(),
          raw(variables),
          GraphQLContext.getDefault(),
          Locale.ROOT);
    } catch (GraphQLException refused) {
      if (refused instanceof GraphQLError error
          && sentValues(prepared, variables) == SentValues.HIDDEN) {
        throw new RequestRefusedException(List.of(EngineErrors.of(error, SentValues.HIDDEN)));
      }
      throw refused;
    }
  }

  private SentValues sentValues(
      PreparedDocument prepared, Map<String, ? extends @Nullable Object> variables) {
    return ProtectedValues.in(prepared.document(), variables, schema, protectedMembers);
  }

  // The engine takes nulls as values, though its signature does not say so.
  @SuppressWarnings({"NullAway", "unchecked"})
  private static RawVariables raw(Map<String, ? extends @Nullable Object> variables) {
    return RawVariables.of((Map<String, Object>) variables);
  }

  private Document parse(String text) {
    try {
      return new Parser()
          .parseDocument(
              ParserEnvironment.newParserEnvironment()
                  .document(text)
                  .parserOptions(parserOptions)
                  .locale(Locale.ROOT)
                  .build());
    } catch (InvalidSyntaxException invalid) {
      throw new RequestRefusedException(List.of(EngineErrors.of(invalid.toInvalidSyntaxError())));
    }
  }

  /**
   * The rule about roots of subscriptions follows their fragments and throws at those that are not
   * there or on no type, so it is asked last: of documents that keep all others.
   */
  private void validate(Document document) {
    validate(document, rule -> rule != SUBSCRIPTION_UNIQUE_ROOT_FIELD);
    if (subscriptions) {
      validate(document, rule -> rule == SUBSCRIPTION_UNIQUE_ROOT_FIELD);
    }
  }

  /** In no locale: a named one without a bundle of its own falls back to that of the machine. */
  private void validate(Document document, Predicate<OperationValidationRule> rules) {
    List<ValidationError> errors;
    try {
      errors = new Validator().validateDocument(schema, document, rules, Locale.ROOT, complexity);
    } catch (GoodFaithIntrospectionExceeded exceeded) {
      throw new RequestRefusedException(List.of(EngineErrors.of(exceeded.toBadFaithError())));
    }
    if (!errors.isEmpty()) {
      SentValues values = ProtectedValues.in(document, schema, protectedMembers);
      List<DataError> told =
          errors.stream()
              .limit(limits.maxValidationErrors())
              .map(error -> EngineErrors.ofValidation(error, values))
              .toList();
      throw new RequestRefusedException(told);
    }
  }

  private @Nullable PreparedDocument lookUp(String text) {
    synchronized (kept) {
      return kept.get(text);
    }
  }

  private void keep(String text, PreparedDocument prepared) {
    synchronized (kept) {
      if (kept.put(text, prepared) == null) {
        keptChars += text.length();
      }
      var eldest = kept.entrySet().iterator();
      while (kept.size() > limits.cachedDocuments()
          || keptChars > (long) KEPT_FULL_SIZE * limits.maxDocumentChars()) {
        keptChars -= eldest.next().getKey().length();
        eldest.remove();
      }
    }
  }
}
