package dev.pergola.internal.schema;

import dev.pergola.model.Behavior;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.FilterKind;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The names of what a model generates (spec: schema 4 to 6). */
final class Names {

  static final String ATTRIBUTE_TYPES = "ModelAttributeTypes";
  static final String SIZE_INPUT = "ModelSizeInput";
  static final String SORT_DIRECTION = "ModelSortDirection";

  private static final int MAX_SUBSCRIPTION_NAME = 50;
  private static final int KEPT_OF_LONG_NAME = 45;
  private static final int HASH_OF_LONG_NAME = 5;

  private Names() {}

  static String get(ModelType model) {
    return "get" + model.capitalName();
  }

  static String list(ModelType model) {
    return "list" + model.capitalPluralName();
  }

  /** The mutation that makes this change, as {@code createPost}. */
  static String mutation(ModelType model, Operation change) {
    return change.name().toLowerCase(Locale.ROOT) + model.capitalName();
  }

  /** The subscription to this change, as {@code onCreatePost}. The original cuts long names. */
  static String subscription(ModelType model, Operation change) {
    String name = "on" + capital(mutation(model, change));
    return name.length() <= MAX_SUBSCRIPTION_NAME
        ? name
        : name.substring(0, KEPT_OF_LONG_NAME) + md5(name).substring(0, HASH_OF_LONG_NAME);
  }

  static String connection(ModelType model) {
    return "Model" + model.capitalName() + "Connection";
  }

  static String filterInput(ModelType model) {
    return "Model" + model.capitalName() + "FilterInput";
  }

  /**
   * The connection that index queries and relations answer. The original forgets the capital
   * letter, and so has two of them for a model in lower case.
   */
  static String relatedConnection(ModelType model, Behavior behavior) {
    return "Model" + related(model, behavior) + "Connection";
  }

  /** The filter that index queries and relations take; see {@link #relatedConnection}. */
  static String relatedFilterInput(ModelType model, Behavior behavior) {
    return "Model" + related(model, behavior) + "FilterInput";
  }

  static String conditionInput(ModelType model) {
    return "Model" + model.capitalName() + "ConditionInput";
  }

  static String subscriptionFilterInput(ModelType model) {
    return "ModelSubscription" + model.capitalName() + "FilterInput";
  }

  /** What the mutation that makes this change takes, as {@code CreatePostInput}. */
  static String mutationInput(ModelType model, Operation change) {
    return capital(change.name().toLowerCase(Locale.ROOT)) + model.capitalName() + "Input";
  }

  /** What stands for a custom type in the inputs of models. */
  static String valueInput(CustomType type) {
    return capital(type.name()) + "Input";
  }

  static String filterInput(FilterKind kind) {
    return "Model" + kind.word() + "Input";
  }

  static String subscriptionFilterInput(FilterKind kind) {
    return "ModelSubscription" + kind.word() + "Input";
  }

  static String keyConditionInput(FilterKind kind) {
    return "Model" + kind.word() + "KeyConditionInput";
  }

  static String filterInput(EnumType type) {
    return "Model" + type.name() + "Input";
  }

  static String listFilterInput(EnumType type) {
    return "Model" + type.name() + "ListInput";
  }

  /**
   * The conditions on the sort fields of the primary key or of an index.
   *
   * @param keyName {@code Primary}, or the name of the index, of which characters that GraphQL has
   *     no room for are left out
   */
  static String compositeKeyConditionInput(ModelType model, String keyName) {
    return compositeKey(model, keyName) + "CompositeKeyConditionInput";
  }

  /** The values of the sort fields; see {@link #compositeKeyConditionInput}. */
  static String compositeKeyInput(ModelType model, String keyName) {
    return compositeKey(model, keyName) + "CompositeKeyInput";
  }

  static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String related(ModelType model, Behavior behavior) {
    return behavior == Behavior.APPSYNC ? model.name() : model.capitalName();
  }

  private static String compositeKey(ModelType model, String keyName) {
    return "Model" + model.name() + capital(keyName.replaceAll("[^_0-9A-Za-z]", ""));
  }

  private static String md5(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has MD5.", impossible);
    }
  }
}
