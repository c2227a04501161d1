package dev.pergola.benchmarks.peer;

import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.TrivialDataFetcher;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The API by hand: a schema in SDL, a light fetcher a field, documents kept by their text. */
final class PeerApi {

  private static final int PAGE_SIZE = 100;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Repository repository;
  private final Clock clock;
  private final Supplier<String> ids;

  private PeerApi(Repository repository, Clock clock, Supplier<String> ids) {
    this.repository = repository;
    this.clock = clock;
    this.ids = ids;
  }

  static GraphQL over(Repository repository, Clock clock, Supplier<String> ids) {
    PeerApi api = new PeerApi(repository, clock, ids);
    GraphQLSchema schema =
        new SchemaGenerator()
            .makeExecutableSchema(
                new SchemaParser().parse(sdl()),
                RuntimeWiring.newRuntimeWiring()
                    .scalar(dateTime())
                    .codeRegistry(api.fetchers())
                    .build());
    return GraphQL.newGraphQL(schema)
        .preparsedDocumentProvider(kept())
        // There is no loader to dispatch: the maps answer at once.
        .doNotAutomaticallyDispatchDataLoader()
        .build();
  }

  private static PreparsedDocumentProvider kept() {
    Map<String, CompletableFuture<PreparsedDocumentEntry>> kept = new ConcurrentHashMap<>();
    return (input, parseAndValidate) -> {
      CompletableFuture<PreparsedDocumentEntry> known = kept.get(input.getQuery());
      return known != null
          ? known
          : kept.computeIfAbsent(
              input.getQuery(),
              text -> CompletableFuture.completedFuture(parseAndValidate.apply(input)));
    };
  }

  private GraphQLCodeRegistry fetchers() {
    GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry();
    root(code, "Query", "getPost", this::get);
    root(code, "Query", "listPosts", this::list);
    root(code, "Query", "listPostByUserIdAndDate", this::listByUserAndDate);
    root(code, "Mutation", "createPost", this::create);
    root(code, "Mutation", "updatePost", this::update);
    field(code, "Post", "id", Post::id);
    field(code, "Post", "caption", Post::caption);
    field(code, "Post", "email", Post::email);
    field(code, "Post", "userId", Post::userId);
    field(code, "Post", "date", Post::date);
    field(code, "Post", "imagePath", Post::imagePath);
    field(code, "Post", "createdAt", Post::createdAt);
    field(code, "Post", "updatedAt", Post::updatedAt);
    root(code, "Post", "comments", this::comments);
    PeerApi.<Page<?>>field(code, "ModelPostConnection", "items", Page::items);
    PeerApi.<Page<?>>field(code, "ModelCommentConnection", "items", Page::items);
    field(code, "Comment", "id", Comment::id);
    field(code, "Comment", "postId", Comment::postId);
    field(code, "Comment", "author", Comment::author);
    field(code, "Comment", "content", Comment::content);
    field(code, "Comment", "createdAt", Comment::createdAt);
    field(code, "Comment", "updatedAt", Comment::updatedAt);
    return code.build();
  }

  private @Nullable Object get(DataFetchingEnvironment asked) {
    return repository.post(text(asked, "id"));
  }

  private Object list(DataFetchingEnvironment asked) {
    return new Page<>(repository.posts(PostFilter.of(asked.getArgument("filter")), limit(asked)));
  }

  private Object listByUserAndDate(DataFetchingEnvironment asked) {
    boolean newestFirst = "DESC".equals(asked.getArgument("sortDirection"));
    return new Page<>(repository.postsOf(text(asked, "userId"), newestFirst, limit(asked)));
  }

  private Object comments(DataFetchingEnvironment asked) {
    Post post = Objects.requireNonNull(asked.getSource());
    return new Page<>(repository.commentsOn(post.id(), limit(asked)));
  }

  private Object create(DataFetchingEnvironment asked) {
    Map<String, Object> input = input(asked);
    String now = now();
    String id = (String) input.get("id");
    Post post =
        new Post(
            id == null ? ids.get() : id,
            (String) input.get("caption"),
            (String) input.get("email"),
            (String) input.get("userId"),
            (String) input.get("date"),
            (String) input.get("imagePath"),
            now,
            now);
    if (!repository.add(post)) {
      throw new IllegalStateException("There is a post " + post.id());
    }
    return post;
  }

  private @Nullable Object update(DataFetchingEnvironment asked) {
    Map<String, Object> input = input(asked);
    return repository.change((String) Objects.requireNonNull(input.get("id")), input, now());
  }

  private static String text(DataFetchingEnvironment asked, String argument) {
    return Objects.requireNonNull(asked.<String>getArgument(argument), argument);
  }

  private static Map<String, Object> input(DataFetchingEnvironment asked) {
    return Objects.requireNonNull(asked.<Map<String, Object>>getArgument("input"), "input");
  }

  private String now() {
    return TIMESTAMP.format(clock.instant());
  }

  private static int limit(DataFetchingEnvironment asked) {
    Integer limit = asked.getArgument("limit");
    return limit == null ? PAGE_SIZE : limit;
  }

  private static void root(
      GraphQLCodeRegistry.Builder code, String type, String field, DataFetcher<?> fetcher) {
    TrivialDataFetcher<?> trivial = fetcher::get;
    code.dataFetcher(FieldCoordinates.coordinates(type, field), (DataFetcher<?>) trivial);
  }

  private static <T> void field(
      GraphQLCodeRegistry.Builder code,
      String type,
      String field,
      Function<T, @Nullable Object> getter) {
    code.dataFetcher(
        FieldCoordinates.coordinates(type, field), (DataFetcher<?>) new Getter<>(getter));
  }

  /** The date as it is kept: it was made by us. */
  private static GraphQLScalarType dateTime() {
    return GraphQLScalarType.newScalar()
        .name("AWSDateTime")
        .coercing(
            new Coercing<String, String>() {
              @Override
              public String serialize(Object text, GraphQLContext context, Locale locale) {
                return (String) text;
              }
            })
        .build();
  }

  private static String sdl() {
    try (InputStream in =
        Objects.requireNonNull(PeerApi.class.getResourceAsStream("peer.graphqls"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Page<T>(List<T> items) {}

  /** The lightest fetcher of all: no environment is made for it. */
  private record Getter<T>(Function<T, @Nullable Object> getter)
      implements LightDataFetcher<Object> {

    // The schema says which type's fetcher it is.
    @SuppressWarnings("unchecked")
    @Override
    public @Nullable Object get(
        GraphQLFieldDefinition definition,
        @Nullable Object source,
        Supplier<DataFetchingEnvironment> environment) {
      return getter.apply((T) Objects.requireNonNull(source));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment asked) {
      return get(asked.getFieldDefinition(), asked.getSource(), () -> asked);
    }
  }
}
