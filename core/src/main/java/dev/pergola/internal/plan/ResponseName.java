package dev.pergola.internal.plan;

import java.nio.charset.StandardCharsets;

/**
 * The key of a value in an answer, with the bytes that stand before the value in JSON, made once
 * per plan.
 */
public final class ResponseName {

  private final String text;
  private final byte[] json;

  /** A key of this text; GraphQL names are ASCII and need no escapes. */
  public ResponseName(String text) {
    this.text = text;
    this.json = (",\"" + text + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  /** The key: the alias, or else the field's name. */
  public String text() {
    return text;
  }

  /**
   * The key in quotes with its colon, behind the comma that all but the first one have. Shared, and
   * never to be changed.
   */
  public byte[] json() {
    return json;
  }

  @Override
  public String toString() {
    return text;
  }
}
