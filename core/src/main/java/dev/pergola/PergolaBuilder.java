package dev.pergola;

import dev.pergola.auth.DecisionListener;
import dev.pergola.auth.UserPool;
import dev.pergola.dsl.Schema;
import dev.pergola.events.EventBus;
import dev.pergola.handler.OperationHandler;
import dev.pergola.internal.authenticate.ModeSelection;
import dev.pergola.internal.authorize.Audit;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.authorize.Matrices;
import dev.pergola.internal.backup.Backups;
import dev.pergola.internal.execute.Engine;
import dev.pergola.internal.execute.HandlerCalls;
import dev.pergola.internal.execute.PageTokens;
import dev.pergola.internal.execute.Services;
import dev.pergola.internal.lint.SchemaLint;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.internal.schema.Signatures;
import dev.pergola.internal.subscribe.Hub;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SchemaWarning;
import dev.pergola.outputs.ApiSettings;
import dev.pergola.outputs.Outputs;
import dev.pergola.request.Introspection;
import dev.pergola.request.Limits;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the parts of a {@link Pergola}. Only the store and at least one authorization mode are
 * required. Not thread-safe, and good for one {@link #build()}, whether that gives a backend or
 * fails.
 */
public final class PergolaBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(PergolaBuilder.class);

  private static final int MIN_SECRET_BYTES = 32;

  private final Schema schema;
  private @Nullable Store store;
  private AuthorizationModes modes = AuthorizationModes.none();
  private Behavior behavior = Behavior.SAFE;
  private Limits limits = Limits.defaults();
  private Introspection introspection = Introspection.on();
  private boolean strictNotFound;
  private boolean explainAuthorization;
  private @Nullable DecisionListener decisionListener;
  private Clock clock = Clock.systemUTC();
  private Supplier<String> ids = () -> UUID.randomUUID().toString();
  private EventBus bus = EventBus.inProcess();
  private Duration drainTimeout = Duration.ofSeconds(15);
  private byte[] tokenSecret = randomSecret();
  private final Map<String, OperationHandler> handlers = new LinkedHashMap<>();
  private boolean used;

  PergolaBuilder(Schema schema) {
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /** Where records live. The backend closes it, and so does a {@link #build()} that fails. */
  public PergolaBuilder store(Store where) {
    this.store = Objects.requireNonNull(where, "store");
    return this;
  }

  /** How callers may prove who they are; TypeScript {@code authorizationModes}. */
  public PergolaBuilder authorizationModes(UnaryOperator<AuthorizationModes> choice) {
    this.modes = choice.apply(AuthorizationModes.none());
    return this;
  }

  /**
   * How closely the original is followed where it surprises or leaks; {@link Behavior#SAFE} unless
   * said otherwise.
   */
  public PergolaBuilder behavior(Behavior choice) {
    this.behavior = choice;
    return this;
  }

  /** What one request may cost; {@link Limits#defaults()} unless said otherwise. */
  public PergolaBuilder limits(Limits choice) {
    this.limits = choice;
    return this;
  }

  /** Who may ask for the schema; everybody unless said otherwise. */
  public PergolaBuilder introspection(Introspection choice) {
    this.introspection = choice;
    return this;
  }

  /**
   * Whether {@code get}, and a relation to one record, answer a record that the caller may not see
   * exactly as one that is not there. The original, and so the default, tells the two apart.
   */
  public PergolaBuilder strictNotFound(boolean choice) {
    this.strictNotFound = choice;
    return this;
  }

  /**
   * Whether each answer says in {@code extensions.authorization} why decisions ended as they did:
   * which rules were tried, which claim was held against which field. For development: it tells
   * every caller about the rules. Off unless said otherwise.
   */
  public PergolaBuilder explainAuthorization(boolean choice) {
    this.explainAuthorization = choice;
    return this;
  }

  /** Who is told of every authorization decision; nobody unless said otherwise. */
  public PergolaBuilder onDecision(DecisionListener listener) {
    this.decisionListener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * The clock of {@code createdAt}, {@code updatedAt} and of the life of a {@code nextToken} and of
   * a subscription; UTC unless said otherwise.
   */
  public PergolaBuilder clock(Clock choice) {
    this.clock = choice;
    return this;
  }

  /** Makes the ids of new records; random UUIDs unless said otherwise. Called by many threads. */
  public PergolaBuilder ids(Supplier<String> choice) {
    this.ids = choice;
    return this;
  }

  /**
   * The secret of every {@code nextToken}: random for each backend unless said otherwise. Several
   * nodes behind one address need the same one, or a token of the one is refused by the other.
   *
   * @throws IllegalArgumentException if it is shorter than 32 bytes
   */
  public PergolaBuilder tokenSecret(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "The token secret has %d bytes; it needs at least %d."
              .formatted(secret.length, MIN_SECRET_BYTES));
    }
    this.tokenSecret = secret.clone();
    return this;
  }

  /**
   * How long {@link Pergola#close()} waits for requests under way; 15 seconds unless said
   * otherwise.
   */
  public PergolaBuilder drainTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "The drain timeout is %s; it must not be negative.".formatted(timeout));
    }
    this.drainTimeout = timeout;
    return this;
  }

  /**
   * What carries events to subscriptions; within this backend only unless said otherwise. The
   * backend closes it, and so does a {@link #build()} that fails.
   */
  public PergolaBuilder eventBus(EventBus choice) {
    this.bus = Objects.requireNonNull(choice, "bus");
    return this;
  }

  /**
   * The code behind the steps of custom operations that name it; TypeScript {@code
   * a.handler.function('name')}.
   *
   * @throws IllegalArgumentException if there is code of this name already
   */
  public PergolaBuilder handler(String name, OperationHandler code) {
    Objects.requireNonNull(code, "code");
    if (handlers.putIfAbsent(name, code) != null) {
      throw new IllegalArgumentException(
          "There are two handlers named '%s'; give each a name of its own.".formatted(name));
    }
    return this;
  }

  /**
   * Checks the schema, makes the tables ready and gives the backend.
   *
   * <p>To be called once. What the builder was given that can be closed, the store, the event bus
   * and the authenticators, belongs to the backend from here on. If this fails they are closed, for
   * nobody else would: whoever tries again does so with another builder and opens the store anew.
   *
   * @throws dev.pergola.dsl.SchemaException with every problem of the schema at once
   * @throws UnsupportedSchemaException if it has parts that cannot be run, or that lack their code
   * @throws IllegalStateException if the store or every authorization mode is missing, or if this
   *     has been called before
   * @throws dev.pergola.storage.StoreException if the store cannot be made ready
   */
  public Pergola build() {
    if (used) {
      throw new IllegalStateException(
          "build() has been called before, and the store belongs to the backend that it gave, or is closed if it failed; take another builder, with a store that is open.");
    }
    used = true;
    BackendThreads threads = new BackendThreads(limits);
    try {
      return build(threads);
    } catch (RuntimeException | Error failure) {
      closeParts(threads, failure);
      throw failure;
    }
  }

  private Pergola build(BackendThreads threads) {
    Store where = store;
    if (where == null) {
      throw new IllegalStateException(
          "The backend has no store; add .store(...), for tests .store(EmbeddedStore.inMemory()).");
    }
    if (modes.modes().isEmpty()) {
      throw new IllegalStateException(
          "The backend has no authorization mode; add .authorizationModes(modes -> modes.userPool(...)) or another one.");
    }
    Mode defaultMode = modes.defaultMode();
    if (defaultMode == null || !modes.modes().contains(defaultMode)) {
      throw new IllegalStateException(
          "The default authorization mode %s is not configured; configured: %s."
              .formatted(defaultMode, modes.modes()));
    }
    SchemaModel model = schema.resolve(modes.modes(), behavior);
    Map<String, OperationHandler> code = code();
    RunChecks.check(model, code.keySet());
    List<SchemaWarning> warnings = SchemaLint.of(model);
    warnings.forEach(warning -> LOG.warn("{}", warning));
    GeneratedSchema generated =
        SchemaGenerator.generate(model, new SchemaSettings(behavior, defaultMode));
    Authorizer authorizer = new Authorizer(behavior, model.resources());
    if (explainAuthorization) {
      LOG.warn(
          "Answers explain authorization decisions to every caller; this is for development only");
    }
    Hub hub =
        new Hub(
            threads.workers(),
            threads.timer(),
            clock,
            limits.maxWaitingEvents(),
            limits.maxWaitingBytes(),
            this::broken);
    Services services =
        new Services(
            where,
            decisionListener == null
                ? authorizer
                : authorizer.observedBy(new Audit(decisionListener)),
            new PageTokens(tokenSecret, clock),
            behavior,
            limits,
            introspection,
            explainAuthorization,
            strictNotFound,
            clock,
            ids,
            new HandlerCalls(
                code,
                threads.handlers(),
                threads.workers(),
                threads.timer(),
                limits.handlerTimeout()),
            bus,
            hub);
    Engine engine = new Engine(model, generated, services);
    Prepared prepared = prepare(where, model);
    return new Pergola(
        engine,
        ModeSelection.of(modes.authenticators(), behavior),
        modes.authenticators(),
        where,
        hub,
        bus,
        new Backups(where, List.copyOf(model.tables()), clock),
        limits,
        drainTimeout,
        Description.of(model.tables(), Signatures.of(generated), prepared.steps(), warnings),
        Outputs.of(model, new ApiSettings(behavior, modes.modes(), defaultMode, userPool())),
        () -> Matrices.of(model, modes.modes(), authorizer),
        threads);
  }

  /** Closes what the backend would have closed; what fails here must not hide why there is none. */
  private void closeParts(BackendThreads threads, Throwable failure) {
    List<AutoCloseable> parts = new ArrayList<>();
    parts.add(bus);
    parts.addAll(modes.authenticators());
    if (store != null) {
      parts.add(store);
    }
    parts.add(threads);
    try {
      Pergola.closeAll(parts);
    } catch (RuntimeException unclosed) {
      failure.addSuppressed(unclosed);
    }
  }

  private void broken(Throwable thrown) {
    LOG.debug("The reader of a subscription threw; the subscription has ended", thrown);
  }

  private @Nullable UserPool userPool() {
    return modes.authenticators().stream()
        .flatMap(authenticator -> authenticator.userPool().stream())
        .findFirst()
        .orElse(null);
  }

  /** The code of the schema's lambdas, and what was registered by name. */
  private Map<String, OperationHandler> code() {
    Map<String, OperationHandler> code = new LinkedHashMap<>(schema.handlers());
    handlers.forEach(
        (name, own) -> {
          if (code.putIfAbsent(name, own) != null) {
            throw new IllegalStateException(
                "The handler '%s' is given in the schema and to the builder; take one of them away."
                    .formatted(name));
          }
        });
    return code;
  }

  private static Prepared prepare(Store store, SchemaModel model) {
    try {
      return store
          .prepare(new PrepareRequest(List.copyOf(model.tables())))
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static byte[] randomSecret() {
    byte[] secret = new byte[MIN_SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
