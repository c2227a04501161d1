package dev.pergola.request;

import java.time.Duration;

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

  private final int maxDocumentChars;
  private final int maxDocumentTokens;
  private final int maxNesting;
  private final int maxNumberDigits;
  private final int maxNameLength;
  private final int maxFragments;
  private final int maxOperations;
  private final int maxDepth;
  private final int maxFields;
  private final int maxRootFields;
  private final int maxDirectives;
  private final int maxDirectivesPerPlace;
  private final int maxValidationErrors;
  private final int maxVariables;
  private final int maxVariableNodes;
  private final int maxVariableDepth;
  private final int maxFilterConditions;
  private final int maxFilterDepth;
  private final int maxInValues;
  private final int maxEventFilterChars;
  private final int pageSize;
  private final int maxPageSize;
  private final int maxScanRows;
  private final int maxCapacityUnits;
  private final int maxResolverCalls;
  private final int maxResultNodes;
  private final int maxResponseBytes;
  private final int maxItemBytes;
  private final Duration requestTimeout;
  private final Duration handlerTimeout;
  private final int maxWaitingEvents;
  private final int maxWaitingBytes;
  private final int maxEventBytes;
  private final Duration maxSubscriptionAge;
  private final int maxConcurrentRequests;
  private final int maxQueued;
  private final int cachedDocuments;

  private Limits(Builder builder) {
    this.maxDocumentChars = builder.maxDocumentChars;
    this.maxDocumentTokens = builder.maxDocumentTokens;
    this.maxNesting = builder.maxNesting;
    this.maxNumberDigits = builder.maxNumberDigits;
    this.maxNameLength = builder.maxNameLength;
    this.maxFragments = builder.maxFragments;
    this.maxOperations = builder.maxOperations;
    this.maxDepth = builder.maxDepth;
    this.maxFields = builder.maxFields;
    this.maxRootFields = builder.maxRootFields;
    this.maxDirectives = builder.maxDirectives;
    this.maxDirectivesPerPlace = builder.maxDirectivesPerPlace;
    this.maxValidationErrors = builder.maxValidationErrors;
    this.maxVariables = builder.maxVariables;
    this.maxVariableNodes = builder.maxVariableNodes;
    this.maxVariableDepth = builder.maxVariableDepth;
    this.maxFilterConditions = builder.maxFilterConditions;
    this.maxFilterDepth = builder.maxFilterDepth;
    this.maxInValues = builder.maxInValues;
    this.maxEventFilterChars = builder.maxEventFilterChars;
    this.pageSize = builder.pageSize;
    this.maxPageSize = builder.maxPageSize;
    this.maxScanRows = builder.maxScanRows;
    this.maxCapacityUnits = builder.maxCapacityUnits;
    this.maxResolverCalls = builder.maxResolverCalls;
    this.maxResultNodes = builder.maxResultNodes;
    this.maxResponseBytes = builder.maxResponseBytes;
    this.maxItemBytes = builder.maxItemBytes;
    this.requestTimeout = builder.requestTimeout;
    this.handlerTimeout = builder.handlerTimeout;
    this.maxWaitingEvents = builder.maxWaitingEvents;
    this.maxWaitingBytes = builder.maxWaitingBytes;
    this.maxEventBytes = builder.maxEventBytes;
    this.maxSubscriptionAge = builder.maxSubscriptionAge;
    this.maxConcurrentRequests = builder.maxConcurrentRequests;
    this.maxQueued = builder.maxQueued;
    this.cachedDocuments = builder.cachedDocuments;
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
    return maxDocumentChars;
  }

  /** Tokens of a document. */
  public int maxDocumentTokens() {
    return maxDocumentTokens;
  }

  /** Brackets inside one another in a document. */
  public int maxNesting() {
    return maxNesting;
  }

  /** Digits in one number of a document. */
  public int maxNumberDigits() {
    return maxNumberDigits;
  }

  /** Characters of a name in a document. */
  public int maxNameLength() {
    return maxNameLength;
  }

  /** Fragment definitions in a document. */
  public int maxFragments() {
    return maxFragments;
  }

  /** Operations in a document. */
  public int maxOperations() {
    return maxOperations;
  }

  /** Levels of fields. */
  public int maxDepth() {
    return maxDepth;
  }

  /** Fields after fragments are spread. */
  public int maxFields() {
    return maxFields;
  }

  /** Root fields of the operation. */
  public int maxRootFields() {
    return maxRootFields;
  }

  /** Directives in a document. */
  public int maxDirectives() {
    return maxDirectives;
  }

  /** Directives at one place. */
  public int maxDirectivesPerPlace() {
    return maxDirectivesPerPlace;
  }

  /** Validation errors told; more are cut. */
  public int maxValidationErrors() {
    return maxValidationErrors;
  }

  /** Variables of a request. */
  public int maxVariables() {
    return maxVariables;
  }

  /** Values in all variables together. */
  public int maxVariableNodes() {
    return maxVariableNodes;
  }

  /** Levels of lists and objects in variables. */
  public int maxVariableDepth() {
    return maxVariableDepth;
  }

  /** Operators in one filter or condition. */
  public int maxFilterConditions() {
    return maxFilterConditions;
  }

  /** Levels of {@code and}, {@code or}, {@code not}. */
  public int maxFilterDepth() {
    return maxFilterDepth;
  }

  /** Values of one {@code in} or {@code notIn}. */
  public int maxInValues() {
    return maxInValues;
  }

  /** Characters of all values in the filter of a subscription, which is kept as long as that. */
  public int maxEventFilterChars() {
    return maxEventFilterChars;
  }

  /** Rows of a page when the request names no {@code limit}. */
  public int pageSize() {
    return pageSize;
  }

  /** Rows of a page at most; a greater {@code limit} is cut to it. */
  public int maxPageSize() {
    return maxPageSize;
  }

  /** Rows that all listings of one request together may look at to fill their pages. */
  public int maxScanRows() {
    return maxScanRows;
  }

  /** Estimated capacity units of a request. */
  public int maxCapacityUnits() {
    return maxCapacityUnits;
  }

  /** Relations of single records that one request may follow, all its levels together. */
  public int maxResolverCalls() {
    return maxResolverCalls;
  }

  /** Values in an answer. */
  public int maxResultNodes() {
    return maxResultNodes;
  }

  /** Bytes of a JSON answer. */
  public int maxResponseBytes() {
    return maxResponseBytes;
  }

  /** Size of a stored row, counted as DynamoDB does. */
  public int maxItemBytes() {
    return maxItemBytes;
  }

  /** How long a request may run. */
  public Duration requestTimeout() {
    return requestTimeout;
  }

  /** How long one call of a handler of a custom operation may take. */
  public Duration handlerTimeout() {
    return handlerTimeout;
  }

  /** Events that may wait for the reader of a subscription; one more ends it. */
  public int maxWaitingEvents() {
    return maxWaitingEvents;
  }

  /** Bytes of events that may wait for the reader of a subscription, by an estimate. */
  public int maxWaitingBytes() {
    return maxWaitingBytes;
  }

  /** Bytes of an event; of a larger one only that it is too large is told. */
  public int maxEventBytes() {
    return maxEventBytes;
  }

  /** How long a subscription lasts that was made with a token; its caller then shows a new one. */
  public Duration maxSubscriptionAge() {
    return maxSubscriptionAge;
  }

  /** Requests under way at once. */
  public int maxConcurrentRequests() {
    return maxConcurrentRequests;
  }

  /** Requests waiting for their turn. */
  public int maxQueued() {
    return maxQueued;
  }

  /** Parsed documents kept. */
  public int cachedDocuments() {
    return cachedDocuments;
  }

  /** Changes limits one by one; each must be at least 1. Not thread-safe. */
  public static final class Builder {

    private int maxDocumentChars = 102_400;
    private int maxDocumentTokens = 10_000;
    private int maxNesting = 120;
    private int maxNumberDigits = 400;
    private int maxNameLength = 255;
    private int maxFragments = 100;
    private int maxOperations = 50;
    private int maxDepth = 30;
    private int maxFields = 2_000;
    private int maxRootFields = 100;
    private int maxDirectives = 200;
    private int maxDirectivesPerPlace = 10;
    private int maxValidationErrors = 20;
    private int maxVariables = 500;
    private int maxVariableNodes = 20_000;
    private int maxVariableDepth = 64;
    private int maxFilterConditions = 250;
    private int maxFilterDepth = 20;
    private int maxInValues = 100;
    private int maxEventFilterChars = 8_192;
    private int pageSize = 100;
    private int maxPageSize = 1_000;
    private int maxScanRows = 10_000;
    private int maxCapacityUnits = Integer.MAX_VALUE;
    private int maxResolverCalls = 10_000;
    private int maxResultNodes = 100_000;
    private int maxResponseBytes = 5 * 1024 * 1024;
    private int maxItemBytes = 409_600;
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration handlerTimeout = Duration.ofSeconds(10);
    private int maxWaitingEvents = 256;
    private int maxWaitingBytes = 4 * 1024 * 1024;
    private int maxEventBytes = 240 * 1024;
    private Duration maxSubscriptionAge = Duration.ofHours(1);
    private int maxConcurrentRequests =
        Math.max(64, 4 * Runtime.getRuntime().availableProcessors());
    private int maxQueued = 256;
    private int cachedDocuments = 1_000;

    private Builder() {}

    /** Characters of a document, counted before it is read. */
    public Builder maxDocumentChars(int value) {
      this.maxDocumentChars = positive("maxDocumentChars", value);
      return this;
    }

    /** Tokens of a document. */
    public Builder maxDocumentTokens(int value) {
      this.maxDocumentTokens = positive("maxDocumentTokens", value);
      return this;
    }

    /** Brackets inside one another in a document. */
    public Builder maxNesting(int value) {
      this.maxNesting = positive("maxNesting", value);
      return this;
    }

    /** Digits in one number of a document. */
    public Builder maxNumberDigits(int value) {
      this.maxNumberDigits = positive("maxNumberDigits", value);
      return this;
    }

    /** Characters of a name in a document. */
    public Builder maxNameLength(int value) {
      this.maxNameLength = positive("maxNameLength", value);
      return this;
    }

    /** Fragment definitions in a document. */
    public Builder maxFragments(int value) {
      this.maxFragments = positive("maxFragments", value);
      return this;
    }

    /** Operations in a document. */
    public Builder maxOperations(int value) {
      this.maxOperations = positive("maxOperations", value);
      return this;
    }

    /** Levels of fields. */
    public Builder maxDepth(int value) {
      this.maxDepth = positive("maxDepth", value);
      return this;
    }

    /** Fields after fragments are spread. */
    public Builder maxFields(int value) {
      this.maxFields = positive("maxFields", value);
      return this;
    }

    /** Root fields of the operation. */
    public Builder maxRootFields(int value) {
      this.maxRootFields = positive("maxRootFields", value);
      return this;
    }

    /** Directives in a document. */
    public Builder maxDirectives(int value) {
      this.maxDirectives = positive("maxDirectives", value);
      return this;
    }

    /** Directives at one place. */
    public Builder maxDirectivesPerPlace(int value) {
      this.maxDirectivesPerPlace = positive("maxDirectivesPerPlace", value);
      return this;
    }

    /** Validation errors told; more are cut. */
    public Builder maxValidationErrors(int value) {
      this.maxValidationErrors = positive("maxValidationErrors", value);
      return this;
    }

    /** Variables of a request. */
    public Builder maxVariables(int value) {
      this.maxVariables = positive("maxVariables", value);
      return this;
    }

    /** Values in all variables together. */
    public Builder maxVariableNodes(int value) {
      this.maxVariableNodes = positive("maxVariableNodes", value);
      return this;
    }

    /** Levels of lists and objects in variables. */
    public Builder maxVariableDepth(int value) {
      this.maxVariableDepth = positive("maxVariableDepth", value);
      return this;
    }

    /** Operators in one filter or condition. */
    public Builder maxFilterConditions(int value) {
      this.maxFilterConditions = positive("maxFilterConditions", value);
      return this;
    }

    /** Levels of {@code and}, {@code or}, {@code not}. */
    public Builder maxFilterDepth(int value) {
      this.maxFilterDepth = positive("maxFilterDepth", value);
      return this;
    }

    /** Values of one {@code in} or {@code notIn}. */
    public Builder maxInValues(int value) {
      this.maxInValues = positive("maxInValues", value);
      return this;
    }

    /** Characters of all values in the filter of a subscription, which is kept as long as that. */
    public Builder maxEventFilterChars(int value) {
      this.maxEventFilterChars = positive("maxEventFilterChars", value);
      return this;
    }

    /** Rows of a page when the request names no {@code limit}. */
    public Builder pageSize(int value) {
      this.pageSize = positive("pageSize", value);
      return this;
    }

    /** Rows of a page at most; a greater {@code limit} is cut to it. */
    public Builder maxPageSize(int value) {
      this.maxPageSize = positive("maxPageSize", value);
      return this;
    }

    /** Rows that all listings of one request together may look at to fill their pages. */
    public Builder maxScanRows(int value) {
      this.maxScanRows = positive("maxScanRows", value);
      return this;
    }

    /**
     * Capacity units that one request may take of the service behind the store, by the estimates of
     * {@link dev.pergola.storage.Store#estimate}; no limit unless set. A listing with a filter
     * looks at fewer rows; a call that would still take too much is not made.
     */
    public Builder maxCapacityUnits(int value) {
      this.maxCapacityUnits = positive("maxCapacityUnits", value);
      return this;
    }

    /** Relations of single records that one request may follow, all its levels together. */
    public Builder maxResolverCalls(int value) {
      this.maxResolverCalls = positive("maxResolverCalls", value);
      return this;
    }

    /** Values in an answer. */
    public Builder maxResultNodes(int value) {
      this.maxResultNodes = positive("maxResultNodes", value);
      return this;
    }

    /** Bytes of a JSON answer. */
    public Builder maxResponseBytes(int value) {
      this.maxResponseBytes = positive("maxResponseBytes", value);
      return this;
    }

    /** Size of a stored row, counted as DynamoDB does. */
    public Builder maxItemBytes(int value) {
      this.maxItemBytes = positive("maxItemBytes", value);
      return this;
    }

    /** How long a request may run. */
    public Builder requestTimeout(Duration value) {
      this.requestTimeout = positive("requestTimeout", value);
      return this;
    }

    /** How long one call of a handler of a custom operation may take. */
    public Builder handlerTimeout(Duration value) {
      this.handlerTimeout = positive("handlerTimeout", value);
      return this;
    }

    /** Events that may wait for the reader of a subscription; one more ends it. */
    public Builder maxWaitingEvents(int value) {
      this.maxWaitingEvents = positive("maxWaitingEvents", value);
      return this;
    }

    /** Bytes of events that may wait for the reader of a subscription, by an estimate. */
    public Builder maxWaitingBytes(int value) {
      this.maxWaitingBytes = positive("maxWaitingBytes", value);
      return this;
    }

    /** Bytes of an event; of a larger one only that it is too large is told. */
    public Builder maxEventBytes(int value) {
      this.maxEventBytes = positive("maxEventBytes", value);
      return this;
    }

    /**
     * How long a subscription lasts that was made with a token; its caller then shows a new one.
     */
    public Builder maxSubscriptionAge(Duration value) {
      this.maxSubscriptionAge = positive("maxSubscriptionAge", value);
      return this;
    }

    /** Requests under way at once. */
    public Builder maxConcurrentRequests(int value) {
      this.maxConcurrentRequests = positive("maxConcurrentRequests", value);
      return this;
    }

    /** Requests waiting for their turn. */
    public Builder maxQueued(int value) {
      this.maxQueued = positive("maxQueued", value);
      return this;
    }

    /** Parsed documents kept. */
    public Builder cachedDocuments(int value) {
      this.cachedDocuments = positive("cachedDocuments", value);
      return this;
    }

    /**
     * The limits as set so far.
     *
     * @throws IllegalArgumentException if a page is larger than a page may be
     */
    public Limits build() {
      if (pageSize > maxPageSize) {
        throw new IllegalArgumentException(
            "Limits: pageSize %d is above maxPageSize %d; lower the one or raise the other."
                .formatted(pageSize, maxPageSize));
      }
      return new Limits(this);
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "Limits: %s is %s; it must be positive.".formatted(name, value));
      }
      return value;
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "Limits: %s is %d; it must be at least 1.".formatted(name, value));
      }
      return value;
    }
  }
}
