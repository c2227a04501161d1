package dev.pergola.outputs;

import dev.pergola.auth.UserPool;
import dev.pergola.internal.json.Json;
import dev.pergola.model.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code amplify_outputs.json}: what {@code Amplify.configure(outputs)} takes. Immutable: every
 * method gives a new value.
 *
 * <pre>{@code
 * backend
 *     .outputs()
 *     .amplify(URI.create("http://localhost:8080/graphql"))
 *     .apiKey("da2-hd7k3jx0qhsd8aw2")
 *     .writeTo(Path.of("web/amplify_outputs.json"));
 * }</pre>
 *
 * <p>It holds no identity pool: with one, the client asks Amazon for guest credentials before every
 * call.
 */
public final class AmplifyOutputs {

  private static final String VERSION = "1.5";
  private static final String DEFAULT_REGION = "us-east-1";

  private final URI url;
  private final ApiSettings settings;
  private final ModelIntrospection introspection;
  private final @Nullable String region;
  private final @Nullable String apiKey;
  private final boolean capitalScheme;

  private AmplifyOutputs(
      URI url,
      ApiSettings settings,
      ModelIntrospection introspection,
      @Nullable String region,
      @Nullable String apiKey,
      boolean capitalScheme) {
    this.url = url;
    this.settings = settings;
    this.introspection = introspection;
    this.region = region;
    this.apiKey = apiKey;
    this.capitalScheme = capitalScheme;
  }

  static AmplifyOutputs of(URI url, ApiSettings settings, ModelIntrospection introspection) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    // The client puts /realtime behind the whole text, so behind a query too.
    if (!web || url.getHost() == null || url.getRawQuery() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "The API's address is '%s'; give an absolute http or https address without query and fragment, as https://api.example.com/graphql."
              .formatted(url));
    }
    return new AmplifyOutputs(url, settings, introspection, null, null, true);
  }

  /**
   * The AWS region of the {@code data} section, which a client uses to sign requests; the user
   * pool's unless said otherwise, {@code us-east-1} without a pool.
   */
  public AmplifyOutputs region(String name) {
    return new AmplifyOutputs(url, settings, introspection, name, apiKey, capitalScheme);
  }

  /**
   * Puts this API key into the file, where every user of the front end can read it. Without it the
   * file holds none: the backend knows only the digests of its keys.
   *
   * @throws IllegalArgumentException if the API takes no keys
   */
  public AmplifyOutputs apiKey(String key) {
    if (!settings.modes().contains(Mode.API_KEY)) {
      throw new IllegalArgumentException(
          "The API takes no API keys, its modes are %s; add .apiKey(...) to its authorization modes, or leave the key out of the outputs."
              .formatted(settings.modes()));
    }
    return new AmplifyOutputs(url, settings, introspection, region, key, capitalScheme);
  }

  /**
   * The user pool and the one app client that the front end signs in with; taken from the backend's
   * authenticator unless said otherwise.
   *
   * @throws IllegalArgumentException if the API takes no tokens of a user pool
   */
  public AmplifyOutputs userPool(String poolRegion, String poolId, String clientId) {
    if (!settings.modes().contains(Mode.USER_POOL)) {
      throw new IllegalArgumentException(
          "The API takes no tokens of user pool '%s', its modes are %s; add .userPool(...) to its authorization modes."
              .formatted(poolId, settings.modes()));
    }
    UserPool pool = new UserPool(poolRegion, poolId, List.of(clientId));
    ApiSettings changed =
        new ApiSettings(settings.behavior(), settings.modes(), settings.defaultMode(), pool);
    return new AmplifyOutputs(url, changed, introspection, region, apiKey, capitalScheme);
  }

  /**
   * Whether a plain address is written {@code HTTP://}, which it is unless said otherwise. The
   * client makes {@code wss} of {@code http}, which no plain server answers, but leaves capitals
   * alone; every reader of an address takes both for the same (spec: wire 5.1).
   */
  public AmplifyOutputs capitalScheme(boolean choice) {
    return new AmplifyOutputs(url, settings, introspection, region, apiKey, choice);
  }

  /**
   * The file as JSON's values.
   *
   * @throws IllegalStateException if the authenticator of the user pool names several app clients
   */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    outputs.put("version", VERSION);
    UserPool pool = settings.userPool();
    if (pool != null) {
      outputs.put("auth", auth(pool));
    }
    outputs.put("data", data(pool));
    return outputs;
  }

  /** The file's text. */
  public String toJson() {
    return Json.writeIndented(toMap());
  }

  /**
   * Writes the file in UTF-8, over what may be there; its folder has to exist.
   *
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path file) throws IOException {
    Files.writeString(file, toJson());
  }

  private static Map<String, @Nullable Object> auth(UserPool pool) {
    if (pool.clientIds().size() > 1) {
      throw new IllegalStateException(
          "User pool '%s' has the app clients %s and a front end signs in with one; name it: .userPool(\"%s\", \"%s\", clientId)."
              .formatted(pool.id(), pool.clientIds(), pool.region(), pool.id()));
    }
    Map<String, @Nullable Object> auth = new LinkedHashMap<>();
    auth.put("aws_region", pool.region());
    auth.put("user_pool_id", pool.id());
    auth.put("user_pool_client_id", pool.clientIds().get(0));
    return auth;
  }

  private Map<String, @Nullable Object> data(@Nullable UserPool pool) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("url", address());
    data.put("aws_region", region != null ? region : pool != null ? pool.region() : DEFAULT_REGION);
    if (apiKey != null) {
      data.put("api_key", apiKey);
    }
    data.put("default_authorization_type", settings.defaultMode().outputsName());
    data.put(
        "authorization_types", settings.furtherModes().stream().map(Mode::outputsName).toList());
    data.put("model_introspection", introspection.toMap());
    return data;
  }

  private String address() {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    boolean plain = scheme.equals("http");
    return (plain && capitalScheme ? "HTTP" : scheme)
        + url.toString().substring(url.getScheme().length());
  }
}
