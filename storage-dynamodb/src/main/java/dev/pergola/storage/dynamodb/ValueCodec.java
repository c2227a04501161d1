package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values as attributes, as AppSync stores them: documents parsed, stored null as NULL. A document
 * that DynamoDB cannot hold, because it is nested too deeply or has a number that is too long, is
 * kept as its JSON in a binary attribute, a type that nothing else has here.
 */
final class ValueCodec {

  static final AttributeValue NULL = AttributeValue.fromNul(true);

  /** The service allows 32 levels, and counts the attribute's own. */
  private static final int LEVELS = 31;

  private ValueCodec() {}

  static AttributeValue encode(Column column, @Nullable Object value) {
    return column.type() == ColumnType.DOCUMENT && !holdable(value)
        ? AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(Json.write(value)))
        : encode(value);
  }

  /** A value that stands in a condition or a key. */
  static AttributeValue encode(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (value instanceof String text) {
      return AttributeValue.fromS(text);
    }
    if (value instanceof Number number) {
      return AttributeValue.fromN(Numbers.text(number));
    }
    if (value instanceof Boolean flag) {
      return AttributeValue.fromBool(flag);
    }
    if (value instanceof List<?> list) {
      return AttributeValue.fromL(list.stream().map(ValueCodec::encode).toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, AttributeValue> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(String.valueOf(name), encode(member)));
      return AttributeValue.fromM(members);
    }
    throw new StoreException(
        "A value of %s cannot be stored; rows hold strings, numbers, booleans, lists and maps."
            .formatted(value.getClass()));
  }

  static @Nullable Object decode(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> Numbers.parse(value.n());
      case BOOL -> value.bool();
      case NUL -> null;
      case L -> list(value.l());
      case M -> map(value.m());
      case B -> document(value.b().asByteArrayUnsafe());
      case SS -> List.copyOf(value.ss());
      case NS -> value.ns().stream().map(Numbers::parse).toList();
      case BS -> value.bs().stream().map(bytes -> base64(bytes.asByteArrayUnsafe())).toList();
      case UNKNOWN_TO_SDK_VERSION ->
          throw new StoreException(
              "DynamoDB gave a value of a type that the client library does not know; use a newer library.");
    };
  }

  /** Whether the service can hold a value as it is. */
  static boolean holdable(@Nullable Object value) {
    return holdable(value, LEVELS);
  }

  private static boolean holdable(@Nullable Object value, int levels) {
    if (value instanceof Number number) {
      return Numbers.fits(number);
    }
    if (value instanceof List<?> list) {
      return levels > 0 && list.stream().allMatch(element -> holdable(element, levels - 1));
    }
    if (value instanceof Map<?, ?> map) {
      return levels > 0
          && !map.containsKey("")
          && map.values().stream().allMatch(member -> holdable(member, levels - 1));
    }
    return true;
  }

  private static List<@Nullable Object> list(List<AttributeValue> elements) {
    List<@Nullable Object> list = new ArrayList<>(elements.size());
    elements.forEach(element -> list.add(decode(element)));
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<String, AttributeValue> members) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    members.forEach((name, member) -> map.put(name, decode(member)));
    return map;
  }

  /** Bytes that somebody else has stored are shown in the way that JSON has for them. */
  private static @Nullable Object document(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (StoreException notJson) {
      return base64(bytes);
    }
  }

  private static String base64(byte[] bytes) {
    return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }
}
