package dev.pergola.request;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What one request may cost (spec: security 2). Immutable; start from {@link #defaults()} and
 * change what you must.
 *
 * <pre>{@code
 * Limits limits = Limits.builder().maxDepth(12).maxPageSize(200).build();
 * }</pre>
 */
public final class Limits {

  private static final Limits DEFAULTS = builder().build();

  private final Map<Limit, Long> values;

  private Limits(EnumMap<Limit, Long> values) {
    this.values = values.clone();
  }

  /** The limits that hold unless a host says otherwise. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Characters of a document, counted before it is read. */
  public int maxDocumentChars() {
    return count(Limit.MAX_DOCUMENT_CHARS);
  }

  /** Tokens of a document. */
  public int maxDocumentTokens() {
    return count(Limit.MAX_DOCUMENT_TOKENS);
  }

  /** Brackets inside one another in a document. */
  public int maxNesting() {
    return count(Limit.MAX_NESTING);
  }

  /** Digits in one number of a document. */
  public int maxNumberDigits() {
    return count(Limit.MAX_NUMBER_DIGITS);
  }

  /** Characters of a name in a document. */
  public int maxNameLength() {
    return count(Limit.MAX_NAME_LENGTH);
  }

  /** Fragment definitions in a document. */
  public int maxFragments() {
    return count(Limit.MAX_FRAGMENTS);
  }

  /** Operations in a document. */
  public int maxOperations() {
    return count(Limit.MAX_OPERATIONS);
  }

  /** Levels of fields. */
  public int maxDepth() {
    return count(Limit.MAX_DEPTH);
  }

  /** Fields after fragments are spread. */
  public int maxFields() {
    return count(Limit.MAX_FIELDS);
  }

  /** Root fields of the operation. */
  public int maxRootFields() {
    return count(Limit.MAX_ROOT_FIELDS);
  }

  /** Directives in a document. */
  public int maxDirectives() {
    return count(Limit.MAX_DIRECTIVES);
  }

  /** Directives at one place. */
  public int maxDirectivesPerPlace() {
    return count(Limit.MAX_DIRECTIVES_PER_PLACE);
  }

  /** Validation errors told; more are cut. */
  public int maxValidationErrors() {
    return count(Limit.MAX_VALIDATION_ERRORS);
  }

  /** Variables of a request. */
  public int maxVariables() {
    return count(Limit.MAX_VARIABLES);
  }

  /** Values in all variables together. */
  public int maxVariableNodes() {
    return count(Limit.MAX_VARIABLE_NODES);
  }

  /** Levels of lists and objects in variables. */
  public int maxVariableDepth() {
    return count(Limit.MAX_VARIABLE_DEPTH);
  }

  /** Operators in one filter or condition. */
  public int maxFilterConditions() {
    return count(Limit.MAX_FILTER_CONDITIONS);
  }

  /** Levels of {@code and}, {@code or}, {@code not}. */
  public int maxFilterDepth() {
    return count(Limit.MAX_FILTER_DEPTH);
  }

  /** Values of one {@code in} or {@code notIn}. */
  public int maxInValues() {
    return count(Limit.MAX_IN_VALUES);
  }

  /** Characters of all values in the filter of a subscription, which is kept as long as that. */
  public int maxEventFilterChars() {
    return count(Limit.MAX_EVENT_FILTER_CHARS);
  }

  /** Rows of a page when the request names no {@code limit}. */
  public int pageSize() {
    return count(Limit.PAGE_SIZE);
  }

  /** Rows of a page at most; a greater {@code limit} is cut to it. */
  public int maxPageSize() {
    return count(Limit.MAX_PAGE_SIZE);
  }

  /** Rows that all listings of one request together may look at to fill their pages. */
  public int maxScanRows() {
    return count(Limit.MAX_SCAN_ROWS);
  }

  /** Estimated capacity units of a request. */
  public int maxCapacityUnits() {
    return count(Limit.MAX_CAPACITY_UNITS);
  }

  /** Relations of single records that one request may follow, all its levels together. */
  public int maxResolverCalls() {
    return count(Limit.MAX_RESOLVER_CALLS);
  }

  /** Values in an answer. */
  public int maxResultNodes() {
    return count(Limit.MAX_RESULT_NODES);
  }

  /** Bytes of a JSON answer. */
  public int maxResponseBytes() {
    return count(Limit.MAX_RESPONSE_BYTES);
  }

  /** Size of a stored row, counted as DynamoDB does. */
  public int maxItemBytes() {
    return count(Limit.MAX_ITEM_BYTES);
  }

  /** How long a request may run. */
  public Duration requestTimeout() {
    return time(Limit.REQUEST_TIMEOUT);
  }

  /** How long one call of a handler of a custom operation may take. */
  public Duration handlerTimeout() {
    return time(Limit.HANDLER_TIMEOUT);
  }

  /** Events that may wait for the reader of a subscription; one more ends it. */
  public int maxWaitingEvents() {
    return count(Limit.MAX_WAITING_EVENTS);
  }

  /** Bytes of events that may wait for the reader of a subscription, by an estimate. */
  public int maxWaitingBytes() {
    return count(Limit.MAX_WAITING_BYTES);
  }

  /** Bytes of an event; of a larger one only that it is too large is told. */
  public int maxEventBytes() {
    return count(Limit.MAX_EVENT_BYTES);
  }

  /** How long a subscription lasts that was made with a token; its caller then shows a new one. */
  public Duration maxSubscriptionAge() {
    return time(Limit.MAX_SUBSCRIPTION_AGE);
  }

  /** Requests under way at once. */
  public int maxConcurrentRequests() {
    return count(Limit.MAX_CONCURRENT_REQUESTS);
  }

  /** Requests waiting for their turn. */
  public int maxQueued() {
    return count(Limit.MAX_QUEUED);
  }

  /** Parsed documents kept. */
  public int cachedDocuments() {
    return count(Limit.CACHED_DOCUMENTS);
  }

  private int count(Limit limit) {
    return Math.toIntExact(value(limit));
  }

  private Duration time(Limit limit) {
    return Duration.ofNanos(value(limit));
  }

  private long value(Limit limit) {
    return Objects.requireNonNull(values.get(limit), "every limit has a value");
  }

  /** Changes limits one by one; each must be at least 1. Not thread-safe. */
  public static final class Builder {

    private final EnumMap<Limit, Long> values = new EnumMap<>(Limit.class);

    private Builder() {
      for (Limit limit : Limit.values()) {
        values.put(limit, limit.standard());
      }
    }

    /** Characters of a document, counted before it is read. */
    public Builder maxDocumentChars(int value) {
      return with(Limit.MAX_DOCUMENT_CHARS, value);
    }

    /** Tokens of a document. */
    public Builder maxDocumentTokens(int value) {
      return with(Limit.MAX_DOCUMENT_TOKENS, value);
    }

    /** Brackets inside one another in a document. */
    public Builder maxNesting(int value) {
      return with(Limit.MAX_NESTING, value);
    }

    /** Digits in one number of a document. */
    public Builder maxNumberDigits(int value) {
      return with(Limit.MAX_NUMBER_DIGITS, value);
    }

    /** Characters of a name in a document. */
    public Builder maxNameLength(int value) {
      return with(Limit.MAX_NAME_LENGTH, value);
    }

    /** Fragment definitions in a document. */
    public Builder maxFragments(int value) {
      return with(Limit.MAX_FRAGMENTS, value);
    }

    /** Operations in a document. */
    public Builder maxOperations(int value) {
      return with(Limit.MAX_OPERATIONS, value);
    }

    /** Levels of fields. */
    public Builder maxDepth(int value) {
      return with(Limit.MAX_DEPTH, value);
    }

    /** Fields after fragments are spread. */
    public Builder maxFields(int value) {
      return with(Limit.MAX_FIELDS, value);
    }

    /** Root fields of the operation. */
    public Builder maxRootFields(int value) {
      return with(Limit.MAX_ROOT_FIELDS, value);
    }

    /** Directives in a document. */
    public Builder maxDirectives(int value) {
      return with(Limit.MAX_DIRECTIVES, value);
    }

    /** Directives at one place. */
    public Builder maxDirectivesPerPlace(int value) {
      return with(Limit.MAX_DIRECTIVES_PER_PLACE, value);
    }

    /** Validation errors told; more are cut. */
    public Builder maxValidationErrors(int value) {
      return with(Limit.MAX_VALIDATION_ERRORS, value);
    }

    /** Variables of a request. */
    public Builder maxVariables(int value) {
      return with(Limit.MAX_VARIABLES, value);
    }

    /** Values in all variables together. */
    public Builder maxVariableNodes(int value) {
      return with(Limit.MAX_VARIABLE_NODES, value);
    }

    /** Levels of lists and objects in variables. */
    public Builder maxVariableDepth(int value) {
      return with(Limit.MAX_VARIABLE_DEPTH, value);
    }

    /** Operators in one filter or condition. */
    public Builder maxFilterConditions(int value) {
      return with(Limit.MAX_FILTER_CONDITIONS, value);
    }

    /** Levels of {@code and}, {@code or}, {@code not}. */
    public Builder maxFilterDepth(int value) {
      return with(Limit.MAX_FILTER_DEPTH, value);
    }

    /** Values of one {@code in} or {@code notIn}. */
    public Builder maxInValues(int value) {
      return with(Limit.MAX_IN_VALUES, value);
    }

    /** Characters of all values in the filter of a subscription, which is kept as long as that. */
    public Builder maxEventFilterChars(int value) {
      return with(Limit.MAX_EVENT_FILTER_CHARS, value);
    }

    /** Rows of a page when the request names no {@code limit}. */
    public Builder pageSize(int value) {
      return with(Limit.PAGE_SIZE, value);
    }

    /** Rows of a page at most; a greater {@code limit} is cut to it. */
    public Builder maxPageSize(int value) {
      return with(Limit.MAX_PAGE_SIZE, value);
    }

    /** Rows that all listings of one request together may look at to fill their pages. */
    public Builder maxScanRows(int value) {
      return with(Limit.MAX_SCAN_ROWS, value);
    }

    /**
     * Capacity units that one request may take of the service behind the store, by the estimates of
     * {@link dev.pergola.storage.Store#estimate}; no limit unless set. A listing with a filter
     * looks at fewer rows; a call that would still take too much is not made.
     */
    public Builder maxCapacityUnits(int value) {
      return with(Limit.MAX_CAPACITY_UNITS, value);
    }

    /** Relations of single records that one request may follow, all its levels together. */
    public Builder maxResolverCalls(int value) {
      return with(Limit.MAX_RESOLVER_CALLS, value);
    }

    /** Values in an answer. */
    public Builder maxResultNodes(int value) {
      return with(Limit.MAX_RESULT_NODES, value);
    }

    /** Bytes of a JSON answer. */
    public Builder maxResponseBytes(int value) {
      return with(Limit.MAX_RESPONSE_BYTES, value);
    }

    /** Size of a stored row, counted as DynamoDB does. */
    public Builder maxItemBytes(int value) {
      return with(Limit.MAX_ITEM_BYTES, value);
    }

    /** How long a request may run. */
    public Builder requestTimeout(Duration value) {
      return with(Limit.REQUEST_TIMEOUT, value);
    }

    /** How long one call of a handler of a custom operation may take. */
    public Builder handlerTimeout(Duration value) {
      return with(Limit.HANDLER_TIMEOUT, value);
    }

    /** Events that may wait for the reader of a subscription; one more ends it. */
    public Builder maxWaitingEvents(int value) {
      return with(Limit.MAX_WAITING_EVENTS, value);
    }

    /** Bytes of events that may wait for the reader of a subscription, by an estimate. */
    public Builder maxWaitingBytes(int value) {
      return with(Limit.MAX_WAITING_BYTES, value);
    }

    /** Bytes of an event; of a larger one only that it is too large is told. */
    public Builder maxEventBytes(int value) {
      return with(Limit.MAX_EVENT_BYTES, value);
    }

    /**
     * How long a subscription lasts that was made with a token; its caller then shows a new one.
     */
    public Builder maxSubscriptionAge(Duration value) {
      return with(Limit.MAX_SUBSCRIPTION_AGE, value);
    }

    /** Requests under way at once. */
    public Builder maxConcurrentRequests(int value) {
      return with(Limit.MAX_CONCURRENT_REQUESTS, value);
    }

    /** Requests waiting for their turn. */
    public Builder maxQueued(int value) {
      return with(Limit.MAX_QUEUED, value);
    }

    /** Parsed documents kept. */
    public Builder cachedDocuments(int value) {
      return with(Limit.CACHED_DOCUMENTS, value);
    }

    /**
     * The limits as set so far.
     *
     * @throws IllegalArgumentException if a page is larger than a page may be
     */
    public Limits build() {
      Limits limits = new Limits(values);
      if (limits.pageSize() > limits.maxPageSize()) {
        throw new IllegalArgumentException(
            "Limits: pageSize %d is above maxPageSize %d; lower the one or raise the other."
                .formatted(limits.pageSize(), limits.maxPageSize()));
      }
      return limits;
    }

    private Builder with(Limit limit, int value) {
      values.put(limit, limit.checked(value));
      return this;
    }

    private Builder with(Limit limit, Duration value) {
      values.put(limit, limit.checked(value));
      return this;
    }
  }
}
