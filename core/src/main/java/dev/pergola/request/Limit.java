package dev.pergola.request;

import java.time.Duration;

/** One of the {@link Limits}: what it is called, and what it is unless a host says otherwise. */
enum Limit {
  MAX_DOCUMENT_CHARS("maxDocumentChars", 102_400),
  MAX_DOCUMENT_TOKENS("maxDocumentTokens", 10_000),
  MAX_NESTING("maxNesting", 120),
  MAX_NUMBER_DIGITS("maxNumberDigits", 400),
  MAX_NAME_LENGTH("maxNameLength", 255),
  MAX_FRAGMENTS("maxFragments", 100),
  MAX_OPERATIONS("maxOperations", 50),
  MAX_DEPTH("maxDepth", 30),
  MAX_FIELDS("maxFields", 2_000),
  MAX_ROOT_FIELDS("maxRootFields", 100),
  MAX_DIRECTIVES("maxDirectives", 200),
  MAX_DIRECTIVES_PER_PLACE("maxDirectivesPerPlace", 10),
  MAX_VALIDATION_ERRORS("maxValidationErrors", 20),
  MAX_VARIABLES("maxVariables", 500),
  MAX_VARIABLE_NODES("maxVariableNodes", 20_000),
  MAX_VARIABLE_DEPTH("maxVariableDepth", 64),
  MAX_FILTER_CONDITIONS("maxFilterConditions", 250),
  MAX_FILTER_DEPTH("maxFilterDepth", 20),
  MAX_IN_VALUES("maxInValues", 100),
  MAX_EVENT_FILTER_CHARS("maxEventFilterChars", 8_192),
  PAGE_SIZE("pageSize", 100),
  MAX_PAGE_SIZE("maxPageSize", 1_000),
  MAX_SCAN_ROWS("maxScanRows", 10_000),
  MAX_CAPACITY_UNITS("maxCapacityUnits", Integer.MAX_VALUE),
  MAX_RESOLVER_CALLS("maxResolverCalls", 10_000),
  MAX_RESULT_NODES("maxResultNodes", 100_000),
  MAX_RESPONSE_BYTES("maxResponseBytes", 5 * 1024 * 1024),
  MAX_ITEM_BYTES("maxItemBytes", 409_600),
  REQUEST_TIMEOUT("requestTimeout", Duration.ofSeconds(30)),
  HANDLER_TIMEOUT("handlerTimeout", Duration.ofSeconds(10)),
  MAX_WAITING_EVENTS("maxWaitingEvents", 256),
  MAX_WAITING_BYTES("maxWaitingBytes", 4 * 1024 * 1024),
  MAX_EVENT_BYTES("maxEventBytes", 240 * 1024),
  MAX_SUBSCRIPTION_AGE("maxSubscriptionAge", Duration.ofHours(1)),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests", Math.max(64, 4 * Runtime.getRuntime().availableProcessors())),
  MAX_QUEUED("maxQueued", 256),
  CACHED_DOCUMENTS("cachedDocuments", 1_000);

  /** Some 292 years: what a number of nanoseconds can say. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final String word;
  private final long standard;

  /** A number of something. */
  Limit(String word, int standard) {
    this.word = word;
    this.standard = standard;
  }

  /** A time, kept in nanoseconds. */
  Limit(String word, Duration standard) {
    this.word = word;
    this.standard = standard.toNanos();
  }

  /** What it is unless a host says otherwise. */
  long standard() {
    return standard;
  }

  /** This limit as a number, if it can be one. */
  long checked(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "Limits: %s is %d; it must be at least 1.".formatted(word, value));
    }
    return value;
  }

  /** This limit as a time, if it can be one. */
  long checked(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "Limits: %s is %s; it must be positive.".formatted(word, value));
    }
    return value.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : value.toNanos();
  }
}
