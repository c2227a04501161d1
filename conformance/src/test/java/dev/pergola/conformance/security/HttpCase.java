package dev.pergola.conformance.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/**
 * One request of the corpus.
 *
 * @param json the line that it stands on
 */
record HttpCase(JsonNode json) {

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "why",
          "method",
          "path",
          "headers",
          "body",
          "bodyBase64",
          "bodyGen",
          "bodyGzipOf",
          "rawText",
          "config",
          "expect");

  /**
   * @throws NotSupportedException for a member that nobody here would heed
   */
  HttpCase {
    for (String member : json.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw new NotSupportedException(member);
      }
    }
  }

  JsonNode expect() {
    return json.path("expect");
  }

  JsonNode config() {
    return json.path("config");
  }

  boolean isHead() {
    return "HEAD".equals(json.path("method").asString(""));
  }

  /** Puts the whole request out; a long body is never held as a whole. */
  void write(OutputStream out, UnaryOperator<String> fill) throws IOException {
    if (json.has("rawText")) {
      out.write(bytes(fill.apply(json.path("rawText").stringValue())));
      return;
    }
    Optional<Body> body = body(fill);
    StringBuilder head = new StringBuilder();
    head.append(
        "%s %s HTTP/1.1\r\n"
            .formatted(text("method", "POST"), fill.apply(text("path", "/graphql"))));
    head.append("host: 127.0.0.1\r\n");
    boolean framed = false;
    for (JsonNode header : json.path("headers")) {
      String name = header.path(0).stringValue();
      framed |=
          name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding");
      head.append(name).append(": ").append(fill.apply(header.path(1).stringValue()));
      head.append("\r\n");
    }
    if (body.isPresent() && !framed) {
      head.append("content-length: ").append(body.get().length()).append("\r\n");
    }
    out.write(bytes(head.append("\r\n").toString()));
    if (body.isPresent()) {
      body.get().write(out);
    }
  }

  private Optional<Body> body(UnaryOperator<String> fill) {
    // A generated body stands for the text that is there as well.
    if (json.has("bodyGen")) {
      return Optional.of(generated(json.path("bodyGen")));
    }
    if (json.has("bodyGzipOf")) {
      JsonNode of = json.path("bodyGzipOf");
      return Optional.of(zipped(of.isString() ? whole(bytes(of.stringValue())) : generated(of)));
    }
    if (json.has("bodyBase64")) {
      return Optional.of(whole(Base64.getDecoder().decode(json.path("bodyBase64").stringValue())));
    }
    return json.has("body")
        ? Optional.of(whole(bytes(fill.apply(json.path("body").stringValue()))))
        : Optional.empty();
  }

  private String text(String member, String otherwise) {
    return json.path(member).asString(otherwise);
  }

  private static Body whole(byte[] bytes) {
    return new Body(bytes.length, out -> out.write(bytes));
  }

  private static Body generated(JsonNode generator) {
    byte[] prefix = bytes(generator.path("prefix").asString(""));
    byte[] repeat = bytes(generator.path("repeat").stringValue());
    byte[] suffix = bytes(generator.path("suffix").asString(""));
    int times = generator.path("times").intValue();
    return new Body(
        prefix.length + (long) repeat.length * times + suffix.length,
        out -> {
          out.write(prefix);
          for (int i = 0; i < times; i++) {
            out.write(repeat);
          }
          out.write(suffix);
        });
  }

  private static Body zipped(Body body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    // What is generated comes in very small pieces.
    try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(zipped), 1 << 16)) {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return whole(zipped.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Bytes of a known number, made when they are sent. */
  private record Body(long length, Writer writer) {

    void write(OutputStream out) throws IOException {
      writer.write(out);
    }
  }

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }
}
