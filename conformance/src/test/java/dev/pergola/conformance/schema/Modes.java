package dev.pergola.conformance.schema;

import dev.pergola.model.Mode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The modes that an API is configured with.
 *
 * @param first the default
 * @param all the default and the further ones
 */
record Modes(Mode first, Set<Mode> all) {

  private static final Map<String, Mode> WORDS =
      Map.of(
          "apiKey", Mode.API_KEY,
          "userPool", Mode.USER_POOL,
          "oidc", Mode.OIDC,
          "iam", Mode.IAM,
          "identityPool", Mode.IAM,
          "lambda", Mode.LAMBDA);

  private static final Pattern DEFAULT =
      Pattern.compile("\\bdefaultAuthorizationMode:\\s*['\"](\\w+)['\"]");
  private static final Pattern FURTHER = Pattern.compile("\\b(\\w+)AuthorizationMode:\\s*\\{");

  Modes {
    all = Set.copyOf(all);
  }

  /** Those that an {@code amplify_outputs.json} names. */
  static Modes ofOutputs(String json) {
    JsonNode data = JsonMapper.shared().readTree(json).path("data");
    Mode first = named(data.path("default_authorization_type").asString());
    Set<Mode> all = EnumSet.of(first);
    data.path("authorization_types").forEach(type -> all.add(named(type.asString())));
    return new Modes(first, all);
  }

  /**
   * Those that a TypeScript backend configures. It has a user pool and IAM whatever it says, but
   * for one that says that it has no auth.
   */
  static Modes ofTypeScript(String text) {
    boolean auth = !text.contains("auth: 'none'");
    Set<Mode> all = EnumSet.of(Mode.IAM);
    if (auth) {
      all.add(Mode.USER_POOL);
    }
    Matcher further = FURTHER.matcher(text);
    while (further.find()) {
      if (WORDS.containsKey(further.group(1))) {
        all.add(WORDS.get(further.group(1)));
      }
    }
    Matcher given = DEFAULT.matcher(text);
    Mode first = given.find() ? WORDS.get(given.group(1)) : auth ? Mode.USER_POOL : Mode.API_KEY;
    all.add(first);
    return new Modes(first, all);
  }

  private static Mode named(String outputsName) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.outputsName().equals(outputsName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No mode is called " + outputsName));
  }
}
