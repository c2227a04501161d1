package dev.pergola.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How HTTP is spoken: sizes, times, and which web pages may read the answers (spec: security 2 and
 * 7). Immutable; start from {@link #defaults()} and change what you must.
 *
 * <pre>{@code
 * HttpOptions options =
 *     HttpOptions.builder().allowedOrigins(List.of("https://app.example.com")).build();
 * }</pre>
 */
public final class HttpOptions {

  private static final HttpOptions DEFAULTS = builder().build();

  private final int maxBodyBytes;
  private final Duration readTimeout;
  private final Duration answerTimeout;
  private final int jsonMaxDepth;
  private final int jsonMaxStringLength;
  private final int jsonMaxNumberLength;
  private final int jsonMaxExponent;
  private final boolean allowGet;
  private final Set<String> allowedOrigins;
  private final boolean allowCredentials;
  private final Duration corsMaxAge;
  private final Supplier<String> requestIds;

  private HttpOptions(Builder builder) {
    this.maxBodyBytes = builder.maxBodyBytes;
    this.readTimeout = builder.readTimeout;
    this.answerTimeout = builder.answerTimeout;
    this.jsonMaxDepth = builder.jsonMaxDepth;
    this.jsonMaxStringLength = builder.jsonMaxStringLength;
    this.jsonMaxNumberLength = builder.jsonMaxNumberLength;
    this.jsonMaxExponent = builder.jsonMaxExponent;
    this.allowGet = builder.allowGet;
    this.allowedOrigins = builder.allowedOrigins;
    this.allowCredentials = builder.allowCredentials;
    this.corsMaxAge = builder.corsMaxAge;
    this.requestIds = builder.requestIds;
  }

  /** What holds unless a host says otherwise. */
  public static HttpOptions defaults() {
    return DEFAULTS;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Bytes of a request's body, one more is a 413; and of a query string. 1 MiB. */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** How long a transport waits for the whole body. 30 seconds. */
  public Duration readTimeout() {
    return readTimeout;
  }

  /**
   * How long a transport waits for the answer once it has the body: a safety net, to be above the
   * backend's {@link dev.pergola.request.Limits#requestTimeout()}. 60 seconds.
   */
  public Duration answerTimeout() {
    return answerTimeout;
  }

  /** Lists and objects inside one another in a body. 64. */
  public int jsonMaxDepth() {
    return jsonMaxDepth;
  }

  /** Characters of a string in a body. 1,048,576. */
  public int jsonMaxStringLength() {
    return jsonMaxStringLength;
  }

  /** Characters of a number in a body. 400. */
  public int jsonMaxNumberLength() {
    return jsonMaxNumberLength;
  }

  /** Exponent of a number in a body, either sign. 400. */
  public int jsonMaxExponent() {
    return jsonMaxExponent;
  }

  /** Whether queries may be asked by {@code GET}. No. */
  public boolean allowGet() {
    return allowGet;
  }

  /** What {@code allow} says. */
  String methods() {
    return allowGet ? "GET, " + Cors.WRITING : Cors.WRITING;
  }

  /** Origins whose pages may read answers; none, so that no CORS header is sent. */
  public Set<String> allowedOrigins() {
    return allowedOrigins;
  }

  /** Whether such a page may send cookies and the like along. No. */
  public boolean allowCredentials() {
    return allowCredentials;
  }

  /** How long a browser may remember a pre-flight's answer. 2 hours, the most that any does. */
  public Duration corsMaxAge() {
    return corsMaxAge;
  }

  /** Gives the id of a request that brings none. Random UUIDs. */
  public Supplier<String> requestIds() {
    return requestIds;
  }

  /** Changes options one by one. Not thread-safe. */
  public static final class Builder {

    private int maxBodyBytes = 1 << 20;
    private Duration readTimeout = Duration.ofSeconds(30);
    private Duration answerTimeout = Duration.ofSeconds(60);
    private int jsonMaxDepth = 64;
    private int jsonMaxStringLength = 1 << 20;
    private int jsonMaxNumberLength = 400;
    private int jsonMaxExponent = 400;
    private boolean allowGet;
    private Set<String> allowedOrigins = Set.of();
    private boolean allowCredentials;
    private Duration corsMaxAge = Duration.ofHours(2);
    private Supplier<String> requestIds = () -> UUID.randomUUID().toString();

    private Builder() {}

    /** Bytes of a request's body, one more is a 413; and of a query string, one more is a 414. */
    public Builder maxBodyBytes(int value) {
      if (value == Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "HttpOptions: maxBodyBytes is %d; it must be below that, one more byte is read."
                .formatted(value));
      }
      this.maxBodyBytes = positive("maxBodyBytes", value);
      return this;
    }

    /** How long a transport waits for the whole body. */
    public Builder readTimeout(Duration value) {
      this.readTimeout = positive("readTimeout", value);
      return this;
    }

    /** How long a transport waits for the answer once it has the body. */
    public Builder answerTimeout(Duration value) {
      this.answerTimeout = positive("answerTimeout", value);
      return this;
    }

    /** Lists and objects inside one another in a body. */
    public Builder jsonMaxDepth(int value) {
      this.jsonMaxDepth = positive("jsonMaxDepth", value);
      return this;
    }

    /** Characters of a string in a body. */
    public Builder jsonMaxStringLength(int value) {
      this.jsonMaxStringLength = positive("jsonMaxStringLength", value);
      return this;
    }

    /** Characters of a number in a body. */
    public Builder jsonMaxNumberLength(int value) {
      this.jsonMaxNumberLength = positive("jsonMaxNumberLength", value);
      return this;
    }

    /** Exponent of a number in a body, either sign. */
    public Builder jsonMaxExponent(int value) {
      this.jsonMaxExponent = positive("jsonMaxExponent", value);
      return this;
    }

    /**
     * Whether queries may be asked by {@code GET}, with {@code query}, {@code variables}, {@code
     * operationName} and {@code extensions} in the address. Mutations never, and subscriptions only
     * as server-sent events. The request needs a header that a browser sends to no other site
     * without asking for leave: {@code authorization}, {@code x-api-key}, {@code x-amz-user-agent},
     * or a {@code content-type} of JSON. Credentials are never taken from the address.
     *
     * <pre>{@code
     * HttpOptions options = HttpOptions.builder().allowGet(true).build();
     * }</pre>
     *
     * <p>What is asked, variables included, then stands in the logs of whatever writes addresses
     * down. The Amplify client does not use it.
     */
    public Builder allowGet(boolean value) {
      this.allowGet = value;
      return this;
    }

    /**
     * Origins whose pages may read answers, compared as they stand: {@code https://host} or {@code
     * https://host:port} as a browser writes it, or {@code *} for all. The origin {@code null},
     * which any page can take on, is never allowed.
     *
     * @throws IllegalArgumentException if one is not such an origin
     */
    public Builder allowedOrigins(Collection<String> origins) {
      origins.forEach(Cors::checkOrigin);
      this.allowedOrigins = Set.copyOf(origins);
      return this;
    }

    /** Whether such a page may send cookies and the like along. */
    public Builder allowCredentials(boolean value) {
      this.allowCredentials = value;
      return this;
    }

    /** How long a browser may remember a pre-flight's answer. */
    public Builder corsMaxAge(Duration value) {
      this.corsMaxAge = positive("corsMaxAge", value);
      return this;
    }

    /** Gives the id of a request that brings none; called by many threads. */
    public Builder requestIds(Supplier<String> value) {
      this.requestIds = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if every origin is allowed and credentials too
     */
    public HttpOptions build() {
      if (allowCredentials && allowedOrigins.contains(Cors.ANY)) {
        throw new IllegalArgumentException(
            "HttpOptions: allowedOrigins has '*' and allowCredentials is on, so that every page could"
                + " act as its visitor; name the origins or turn credentials off.");
      }
      return new HttpOptions(this);
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "HttpOptions: %s is %d; it must be at least 1.".formatted(name, value));
      }
      return value;
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "HttpOptions: %s is %s; it must be positive.".formatted(name, value));
      }
      return value;
    }
  }
}
