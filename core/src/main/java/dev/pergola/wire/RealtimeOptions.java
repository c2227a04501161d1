package dev.pergola.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * How connections for subscriptions are kept: sizes, times and numbers (spec: security 8).
 * Immutable; start from {@link #defaults()} and change what you must.
 *
 * <pre>{@code
 * RealtimeOptions options =
 *     RealtimeOptions.builder().allowedOrigins(List.of("https://app.example.com")).build();
 * }</pre>
 */
public final class RealtimeOptions {

  private static final RealtimeOptions DEFAULTS = builder().build();

  private final Set<String> allowedOrigins;
  private final Duration initTimeout;
  private final Duration keepAlive;
  private final Duration idlePing;
  private final Duration reauthentication;
  private final Duration maxConnectionAge;
  private final int maxFrameBytes;
  private final int maxSubscriptions;
  private final int maxConnections;
  private final int maxPendingConnections;
  private final int maxConnectionsPerCaller;
  private final int maxConnectionsPerKey;
  private final int maxMessagesPerSecond;
  private final int maxMessageBurst;
  private final int maxQueuedChars;

  private RealtimeOptions(Builder builder) {
    this.allowedOrigins = builder.allowedOrigins;
    this.initTimeout = builder.initTimeout;
    this.keepAlive = builder.keepAlive;
    this.idlePing = builder.idlePing;
    this.reauthentication = builder.reauthentication;
    this.maxConnectionAge = builder.maxConnectionAge;
    this.maxFrameBytes = builder.maxFrameBytes;
    this.maxSubscriptions = builder.maxSubscriptions;
    this.maxConnections = builder.maxConnections;
    this.maxPendingConnections = builder.maxPendingConnections;
    this.maxConnectionsPerCaller = builder.maxConnectionsPerCaller;
    this.maxConnectionsPerKey = builder.maxConnectionsPerKey;
    this.maxMessagesPerSecond = builder.maxMessagesPerSecond;
    this.maxMessageBurst = builder.maxMessageBurst;
    this.maxQueuedChars = builder.maxQueuedChars;
  }

  /** What holds unless a host says otherwise. */
  public static RealtimeOptions defaults() {
    return DEFAULTS;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Origins whose pages may connect, beside pages of the same origin and what is no browser. */
  public Set<String> allowedOrigins() {
    return allowedOrigins;
  }

  /** How long a connection may stay without a first message. 10 seconds. */
  public Duration initTimeout() {
    return initTimeout;
  }

  /**
   * How often a sign of life is sent; clients expect one a minute. 45 seconds. Among server-sent
   * events at least every 15 seconds, since proxies have less patience with an answer.
   */
  public Duration keepAlive() {
    return keepAlive;
  }

  /**
   * How long a client may be silent before it is asked whether it is still there; if nothing comes
   * back for as long again, the connection is closed. 60 seconds.
   */
  public Duration idlePing() {
    return idlePing;
  }

  /**
   * How often credentials are looked at again while they are in use, so that a key that is taken
   * away ends the subscriptions made with it. 30 seconds.
   */
  public Duration reauthentication() {
    return reauthentication;
  }

  /** How long a connection lasts. 24 hours. */
  public Duration maxConnectionAge() {
    return maxConnectionAge;
  }

  /** Bytes of a message from a client, in UTF-8. 262,144. */
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  /** Subscriptions of one connection. 100. */
  public int maxSubscriptions() {
    return maxSubscriptions;
  }

  /** Connections in all. 10,000. */
  public int maxConnections() {
    return maxConnections;
  }

  /** Connections of which it is not known yet who has opened them. 5,000. */
  public int maxPendingConnections() {
    return maxPendingConnections;
  }

  /** Connections that one caller may open; holders of an API key are not told apart. 200. */
  public int maxConnectionsPerCaller() {
    return maxConnectionsPerCaller;
  }

  /** Connections that all holders of one API key together may open. 5,000. */
  public int maxConnectionsPerKey() {
    return maxConnectionsPerKey;
  }

  /** Messages that a client may send per second, for long. 100. */
  public int maxMessagesPerSecond() {
    return maxMessagesPerSecond;
  }

  /** Messages that a client may send at once. 500. */
  public int maxMessageBurst() {
    return maxMessageBurst;
  }

  /** Characters that may wait for a client that does not take them. 4,194,304. */
  public int maxQueuedChars() {
    return maxQueuedChars;
  }

  /** Changes options one by one. Not thread-safe. */
  public static final class Builder {

    private Set<String> allowedOrigins = Set.of();
    private Duration initTimeout = Duration.ofSeconds(10);
    private Duration keepAlive = Duration.ofSeconds(45);
    private Duration idlePing = Duration.ofSeconds(60);
    private Duration reauthentication = Duration.ofSeconds(30);
    private Duration maxConnectionAge = Duration.ofHours(24);
    private int maxFrameBytes = 256 * 1024;
    private int maxSubscriptions = 100;
    private int maxConnections = 10_000;
    private int maxPendingConnections = 5_000;
    private int maxConnectionsPerCaller = 200;
    private int maxConnectionsPerKey = 5_000;
    private int maxMessagesPerSecond = 100;
    private int maxMessageBurst = 500;
    private int maxQueuedChars = 4 << 20;

    private Builder() {}

    /**
     * Origins whose pages may connect, compared as they stand; {@code *} for all.
     *
     * @throws IllegalArgumentException if one is no origin
     */
    public Builder allowedOrigins(Collection<String> origins) {
      origins.forEach(Cors::checkOrigin);
      this.allowedOrigins = Set.copyOf(origins);
      return this;
    }

    /** How long a connection may stay without a first message. */
    public Builder initTimeout(Duration value) {
      this.initTimeout = positive("initTimeout", value);
      return this;
    }

    /** How often a sign of life is sent. */
    public Builder keepAlive(Duration value) {
      this.keepAlive = positive("keepAlive", value);
      return this;
    }

    /** How long a client may be silent before it is asked whether it is still there. */
    public Builder idlePing(Duration value) {
      this.idlePing = positive("idlePing", value);
      return this;
    }

    /** How often credentials are looked at again while they are in use. */
    public Builder reauthentication(Duration value) {
      this.reauthentication = positive("reauthentication", value);
      return this;
    }

    /** How long a connection lasts. */
    public Builder maxConnectionAge(Duration value) {
      this.maxConnectionAge = positive("maxConnectionAge", value);
      return this;
    }

    /** Bytes of a message from a client, in UTF-8. */
    public Builder maxFrameBytes(int value) {
      this.maxFrameBytes = positive("maxFrameBytes", value);
      return this;
    }

    /** Subscriptions of one connection. */
    public Builder maxSubscriptions(int value) {
      this.maxSubscriptions = positive("maxSubscriptions", value);
      return this;
    }

    /** Connections in all. */
    public Builder maxConnections(int value) {
      this.maxConnections = positive("maxConnections", value);
      return this;
    }

    /** Connections of which it is not known yet who has opened them. */
    public Builder maxPendingConnections(int value) {
      this.maxPendingConnections = positive("maxPendingConnections", value);
      return this;
    }

    /** Connections that one caller may open. */
    public Builder maxConnectionsPerCaller(int value) {
      this.maxConnectionsPerCaller = positive("maxConnectionsPerCaller", value);
      return this;
    }

    /** Connections that all holders of one API key together may open. */
    public Builder maxConnectionsPerKey(int value) {
      this.maxConnectionsPerKey = positive("maxConnectionsPerKey", value);
      return this;
    }

    /** Messages that a client may send per second, for long. */
    public Builder maxMessagesPerSecond(int value) {
      this.maxMessagesPerSecond = positive("maxMessagesPerSecond", value);
      return this;
    }

    /** Messages that a client may send at once. */
    public Builder maxMessageBurst(int value) {
      this.maxMessageBurst = positive("maxMessageBurst", value);
      return this;
    }

    /** Characters that may wait for a client that does not take them. */
    public Builder maxQueuedChars(int value) {
      this.maxQueuedChars = positive("maxQueuedChars", value);
      return this;
    }

    /** The options. */
    public RealtimeOptions build() {
      return new RealtimeOptions(this);
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "RealtimeOptions: %s is %d; it must be at least 1.".formatted(name, value));
      }
      return value;
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "RealtimeOptions: %s is %s; it must be positive.".formatted(name, value));
      }
      return value;
    }
  }
}
