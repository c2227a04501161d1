package dev.pergola;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.AuthorizationMatrix;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.dsl.Schema;
import dev.pergola.events.EventBus;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.internal.authenticate.ModeSelection;
import dev.pergola.internal.backup.Backups;
import dev.pergola.internal.client.ClientCall;
import dev.pergola.internal.client.Futures;
import dev.pergola.internal.execute.Cancellation;
import dev.pergola.internal.execute.Engine;
import dev.pergola.internal.execute.ExplainLog;
import dev.pergola.internal.execute.ExplainedCalls;
import dev.pergola.internal.subscribe.Hub;
import dev.pergola.internal.subscribe.Lifetime;
import dev.pergola.internal.subscribe.Stream;
import dev.pergola.outputs.Outputs;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.Explanation;
import dev.pergola.request.Limits;
import dev.pergola.storage.BackupOptions;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.RestoreOptions;
import dev.pergola.storage.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backend: one schema, served. Thread-safe; several may live in one JVM.
 *
 * <pre>{@code
 * Pergola backend =
 *     Pergola.builder(schema)
 *         .store(EmbeddedStore.inMemory())
 *         .authorizationModes(modes -> modes.userPool(cognito))
 *         .build();
 *
 * DataResponse response =
 *     backend.execute(DataRequest.of("{ listPosts { items { id caption } } }"), identity).join();
 * }</pre>
 *
 * <p>The store and the authenticators that it was built with belong to it: {@link #close()} closes
 * them.
 */
public final class Pergola implements Backend, AutoCloseable {

  private final Engine engine;
  private final ModeSelection modes;
  private final List<Authenticator> authenticators;
  private final Store store;
  private final Hub hub;
  private final EventBus bus;
  private final Limits limits;
  private final Duration drainTimeout;
  private final Backups backups;
  private final Description description;
  private final Outputs outputs;
  private final Supplier<AuthorizationMatrix> matrix;
  private final BackendThreads threads;
  private final Alarms alarms;
  private final Admission admission;
  private final AtomicBoolean closed = new AtomicBoolean();

  Pergola(
      Engine engine,
      ModeSelection modes,
      List<Authenticator> authenticators,
      Store store,
      Hub hub,
      EventBus bus,
      Backups backups,
      Limits limits,
      Duration drainTimeout,
      Description description,
      Outputs outputs,
      Supplier<AuthorizationMatrix> matrix,
      BackendThreads threads) {
    this.engine = engine;
    this.modes = modes;
    this.authenticators = authenticators;
    this.store = store;
    this.hub = hub;
    this.bus = bus;
    this.backups = backups;
    this.limits = limits;
    this.drainTimeout = drainTimeout;
    this.description = description;
    this.outputs = outputs;
    this.matrix = matrix;
    this.threads = threads;
    this.alarms = threads.alarms(limits.requestTimeout());
    this.admission = new Admission(limits, threads.workers());
  }

  /** Starts a backend for this schema; TypeScript {@code defineData({schema})}. */
  public static PergolaBuilder builder(Schema schema) {
    return new PergolaBuilder(schema);
  }

  @Override
  public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(identity, "identity");
    return admitted(cancellation -> engine.start(request, identity, cancellation));
  }

  /**
   * Runs a request, its writes included, and tells what it took: the nodes of its plan, the store
   * calls of each, indexes or scans, and the rows that were read. For development and tests.
   *
   * <pre>{@code
   * Explanation explanation =
   *     backend.explain(DataRequest.of("{ listPosts { items { caption } } }"), identity).join();
   * System.out.println(explanation);
   * }</pre>
   */
  public CompletableFuture<Explanation> explain(DataRequest request, Identity identity) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(identity, "identity");
    ExplainLog log = new ExplainLog();
    return Futures.following(
        admitted(cancellation -> engine.start(request, identity, cancellation, log)),
        log::explanation);
  }

  /**
   * What a request would take, told from its plan; nothing of it runs. The estimates are those for
   * full pages: a filter or a rule that lets few records through makes a listing look at more, up
   * to {@link Limits#maxScanRows()}. {@link Limits#maxCapacityUnits()} holds requests to a most.
   *
   * <pre>{@code
   * Explanation planned = backend.estimate(DataRequest.of("{ listPosts { items { caption } } }"));
   * System.out.println(planned.estimate().units());
   * }</pre>
   */
  public Explanation estimate(DataRequest request) {
    return engine.estimate(Objects.requireNonNull(request, "request"));
  }

  /**
   * The same backend for code in this process, as this caller; see {@link dev.pergola.client}.
   *
   * <pre>{@code
   * ModelClient<Map<String, Object>> posts = backend.client(identity).model("Post");
   * Map<String, Object> dawn = posts.create(Map.of("caption", "Dawn")).join();
   * Page<Map<String, Object>> page = posts.list().limit(20).join();
   * }</pre>
   */
  public DataClient client(Identity identity) {
    Objects.requireNonNull(identity, "identity");
    return engine.clients().client(new HostCalls(this, identity));
  }

  @Override
  public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
    Objects.requireNonNull(request, "request");
    Stream stream =
        hub.open(caller.identity(), Lifetime.end(caller, hub.now(), limits.maxSubscriptionAge()));
    var unused =
        admission
            .admit(() -> engine.subscribe(request, caller.identity(), stream), new Cancellation())
            .whenComplete(
                (started, failure) -> {
                  if (failure != null) {
                    stream.end(failure);
                  }
                });
    return stream;
  }

  /**
   * Ends the subscriptions of these callers at once: for hosts that take a right away before the
   * caller's credential expires. Whoever comes back with a credential that is still good may
   * subscribe again; refusing that is the authenticator's part.
   *
   * <pre>{@code
   * backend.endSubscriptions(
   *     caller ->
   *         caller instanceof Identity.UserPool user
   *             && user.claims().text("sub").equals(Optional.of("the blocked one")));
   * }</pre>
   */
  public void endSubscriptions(Predicate<? super Identity> whose) {
    hub.revoke(Objects.requireNonNull(whose, "whose"));
  }

  /** The same backend for hosts that have a GraphQL engine of their own, with fields of theirs. */
  public HostGraphQl graphQl() {
    return new HostGraphQl(engine, this::admitted);
  }

  private CompletableFuture<DataResponse> admitted(
      Function<Cancellation, CompletableFuture<DataResponse>> start) {
    Cancellation cancellation = new Cancellation();
    // The place is free when the work has ended, however long its caller has waited.
    CompletableFuture<DataResponse> work =
        admission.admit(() -> start.apply(cancellation), cancellation);
    return work.isDone() ? work : inTime(work, cancellation);
  }

  @Override
  public CompletableFuture<Authentication> authenticate(Credentials credentials) {
    CompletableFuture<Authentication> verdict = modes.authenticate(credentials);
    // What follows is the rest of a request, and must not hold up the thread that an authenticator
    // waits for keys with.
    return verdict.isDone()
        ? verdict
        : verdict.thenApplyAsync(Function.identity(), threads.workers());
  }

  /**
   * Who may do what with which field, as the decision function says it: for people to read, and for
   * tests to pin.
   */
  public AuthorizationMatrix authorizationMatrix() {
    return matrix.get();
  }

  /** What the backend made of its schema: tables, indexes and operations. */
  public Description description() {
    return description;
  }

  /**
   * What a front end needs to speak to this backend: {@code amplify_outputs.json}, TypeScript
   * types.
   *
   * <pre>{@code
   * backend
   *     .outputs()
   *     .amplify(URI.create("http://localhost:8080/graphql"))
   *     .writeTo(Path.of("web/amplify_outputs.json"));
   * }</pre>
   */
  public Outputs outputs() {
    return outputs;
  }

  /**
   * Writes all records into a stream, as they are at this moment, while the backend goes on serving
   * requests. Blocks until they are written; the stream is flushed and left open.
   *
   * <pre>{@code
   * try (var file = Files.newOutputStream(Path.of("posts.backup"))) {
   *   backend.backup(file);
   * }
   * }</pre>
   *
   * <p>The stream is plain text, whether or not the store encrypts what it keeps: one line of JSON
   * for each record between a line that names the models and a line with a checksum. It holds what
   * the schema names; models and fields that are no longer in it are not in the backup.
   *
   * @throws IOException as the stream does; what has been written is then no backup
   * @throws dev.pergola.storage.StoreException if the store fails, or is closed meanwhile
   */
  public BackupSummary backup(OutputStream out) throws IOException {
    return backup(out, BackupOptions.plain());
  }

  /** As {@link #backup(OutputStream)}, encrypted if the options say so. */
  public BackupSummary backup(OutputStream out, BackupOptions options) throws IOException {
    return backups.write(
        Objects.requireNonNull(out, "out"), Objects.requireNonNull(options, "options"));
  }

  /**
   * Reads a backup, of whatever store, into this backend's store, which must not have any records.
   * Blocks until all are there. They become visible all at once; on any failure, also the end of
   * the process, none is. The schema may have models and fields that the backup has not. Not a
   * request: no rule is asked, and subscribers hear nothing.
   *
   * @return what {@link #backup} gave when it was written
   * @throws IOException as the stream does
   * @throws dev.pergola.storage.BackupException if the backup is damaged, cut off, or of another
   *     schema
   * @throws dev.pergola.storage.StoreException if there are records, or the store fails
   */
  public BackupSummary restore(InputStream in) throws IOException {
    return restore(in, RestoreOptions.standard());
  }

  /**
   * As {@link #restore(InputStream)}, of an encrypted backup or over records if the options say so.
   */
  public BackupSummary restore(InputStream in, RestoreOptions options) throws IOException {
    return backups.restore(
        Objects.requireNonNull(in, "in"), Objects.requireNonNull(options, "options"));
  }

  /**
   * Takes no more requests, waits for those under way, ends all subscriptions, and closes the
   * authenticators and the store. Idempotent, from any thread.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    admission.drain(drainTimeout);
    // Host code among them may throw; the store is closed all the same.
    List<AutoCloseable> parts = new ArrayList<>();
    parts.add(bus);
    parts.add(hub);
    parts.add(modes);
    parts.addAll(authenticators);
    parts.add(store);
    parts.add(threads);
    closeAll(parts);
  }

  /** Closes each, in this order, also behind one that fails. */
  static void closeAll(List<AutoCloseable> parts) {
    RuntimeException failure = null;
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("A part of the backend did not close", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * The answer in time. A request that takes longer is answered with an error; that one, and one
   * whose caller has gone, starts nothing more, and code of the host's that it waits for is told to
   * end.
   */
  private CompletableFuture<DataResponse> inTime(
      CompletableFuture<DataResponse> work, Cancellation cancellation) {
    CompletableFuture<DataResponse> first = new CompletableFuture<>();
    Runnable callOff = alarms.set(() -> first.complete(engine.timedOut()));
    var unused =
        work.whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                first.complete(answer);
              } else {
                first.completeExceptionally(failure);
              }
            });
    var unusedToo =
        first.whenComplete(
            (answer, failure) -> {
              callOff.run();
              cancellation.cancel();
            });
    return first;
  }

  /** The calls of a host as one caller; those of the same caller may be parts of a transaction. */
  private record HostCalls(Pergola backend, Identity identity) implements ExplainedCalls {

    @Override
    public CompletableFuture<DataResponse> run(ClientCall call, @Nullable ExplainLog explain) {
      Engine engine = backend.engine;
      return backend.admitted(
          cancellation -> engine.start(call, identity, engine.deadline(), cancellation, explain));
    }
  }
}
