package dev.pergola.request;

import java.time.Duration;

/**
 * What one request may cost (spec: security 2). Immutable; start from {@link #defaults()} and
 * change what you must.
 *
 * <pre>{@code
 * Limits limits = Limits.builder().maxDepth(12).maxPageSize(200).build();
 * }</pre>
 *
 * @param maxDocumentChars characters of a document, counted before it is read
 * @param maxDocumentTokens tokens of a document
 * @param maxNesting brackets inside one another in a document
 * @param maxNumberDigits digits in one number of a document
 * @param maxNameLength characters of a name in a document
 * @param maxFragments fragment definitions in a document
 * @param maxOperations operations in a document
 * @param maxDepth levels of fields
 * @param maxFields fields after fragments are spread
 * @param maxRootFields root fields of the operation
 * @param maxDirectives directives in a document
 * @param maxDirectivesPerPlace directives at one place
 * @param maxValidationErrors validation errors told; more are cut
 * @param maxVariables variables of a request
 * @param maxVariableNodes values in all variables together
 * @param maxVariableDepth levels of lists and objects in variables
 * @param maxFilterConditions operators in one filter or condition
 * @param maxFilterDepth levels of {@code and}, {@code or}, {@code not}
 * @param pageSize rows of a page when the request names no {@code limit}
 * @param maxPageSize rows of a page at most; a greater {@code limit} is cut to it
 * @param maxScanRows rows that one listing may look at to fill its page
 * @param maxResultNodes values in an answer
 * @param maxResponseBytes bytes of a JSON answer
 * @param maxItemBytes size of a stored row, counted as DynamoDB does
 * @param requestTimeout how long a request may run
 * @param maxConcurrentRequests requests under way at once
 * @param maxQueued requests waiting for their turn
 * @param cachedDocuments parsed documents kept
 */
public record Limits(
    int maxDocumentChars,
    int maxDocumentTokens,
    int maxNesting,
    int maxNumberDigits,
    int maxNameLength,
    int maxFragments,
    int maxOperations,
    int maxDepth,
    int maxFields,
    int maxRootFields,
    int maxDirectives,
    int maxDirectivesPerPlace,
    int maxValidationErrors,
    int maxVariables,
    int maxVariableNodes,
    int maxVariableDepth,
    int maxFilterConditions,
    int maxFilterDepth,
    int pageSize,
    int maxPageSize,
    int maxScanRows,
    int maxResultNodes,
    int maxResponseBytes,
    int maxItemBytes,
    Duration requestTimeout,
    int maxConcurrentRequests,
    int maxQueued,
    int cachedDocuments) {

  private static final Limits DEFAULTS = builder().build();

  public Limits {
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException(
          "Limits: requestTimeout is %s; it must be positive.".formatted(requestTimeout));
    }
    if (pageSize > maxPageSize) {
      throw new IllegalArgumentException(
          "Limits: pageSize %d is above maxPageSize %d; lower the one or raise the other."
              .formatted(pageSize, maxPageSize));
    }
  }

  /** The limits that hold unless a host says otherwise. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
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
    private int pageSize = 100;
    private int maxPageSize = 1_000;
    private int maxScanRows = 10_000;
    private int maxResultNodes = 100_000;
    private int maxResponseBytes = 5 * 1024 * 1024;
    private int maxItemBytes = 409_600;
    private Duration requestTimeout = Duration.ofSeconds(30);
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

    /** Rows that one listing may look at to fill its page. */
    public Builder maxScanRows(int value) {
      this.maxScanRows = positive("maxScanRows", value);
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
      this.requestTimeout = value;
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

    /** The limits as set so far. */
    public Limits build() {
      return new Limits(
          maxDocumentChars,
          maxDocumentTokens,
          maxNesting,
          maxNumberDigits,
          maxNameLength,
          maxFragments,
          maxOperations,
          maxDepth,
          maxFields,
          maxRootFields,
          maxDirectives,
          maxDirectivesPerPlace,
          maxValidationErrors,
          maxVariables,
          maxVariableNodes,
          maxVariableDepth,
          maxFilterConditions,
          maxFilterDepth,
          pageSize,
          maxPageSize,
          maxScanRows,
          maxResultNodes,
          maxResponseBytes,
          maxItemBytes,
          requestTimeout,
          maxConcurrentRequests,
          maxQueued,
          cachedDocuments);
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
