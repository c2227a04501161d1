package dev.pergola.examples;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line and the environment say.
 *
 * @param port where to listen; 0 for any free port
 * @param store where to keep records
 * @param outputs where to write {@code amplify_outputs.json}; empty not to write it
 * @param page the folder with the built page; empty to look where the build puts it
 */
record Options(int port, Place store, Optional<Path> outputs, Optional<Path> page) {

  static final String USAGE =
      """
      Options:
        --port=PORT      where to listen on 127.0.0.1; 0 for any free port (else PORT, else 8080)
        --store=FILE     keep posts in this file (else in memory, until the program ends)
        --store=dynamodb keep them in DynamoDB, with the credentials and region that AWS tools find
        --endpoint=URL   of a server in the place of DynamoDB, such as http://127.0.0.1:8000
        --outputs=FILE   write amplify_outputs.json for a front end into this file
        --page=DIR       serve the page from this folder (else from where its build puts it)
        --help           this text
      """;

  private static final int DEFAULT_PORT = 8080;

  /**
   * An option as {@code --name=value} or {@code --name value}; the option beats the environment.
   */
  static Options parse(List<String> arguments, Map<String, String> environment) {
    Optional<Integer> port = Optional.empty();
    Place store = new Place.Memory();
    Optional<URI> endpoint = Optional.empty();
    Optional<Path> outputs = Optional.empty();
    Optional<Path> page = Optional.empty();
    for (Iterator<String> left = arguments.iterator(); left.hasNext(); ) {
      String argument = left.next();
      String[] parts = argument.split("=", 2);
      switch (parts[0]) {
        case "--port" -> port = Optional.of(port("--port", value(parts, left)));
        case "--store" -> store = store(value(parts, left));
        case "--endpoint" -> endpoint = Optional.of(url(value(parts, left)));
        case "--outputs" -> outputs = Optional.of(file("--outputs", value(parts, left)));
        case "--page" -> page = Optional.of(file("--page", value(parts, left)));
        default -> throw new BadOptionException("Unknown option '%s'.".formatted(argument));
      }
    }
    if (endpoint.isPresent()) {
      if (!(store instanceof Place.DynamoDb)) {
        throw new BadOptionException("--endpoint goes with --store=dynamodb only.");
      }
      store = new Place.DynamoDb(endpoint);
    }
    return new Options(port.orElseGet(() -> portOf(environment)), store, outputs, page);
  }

  private static Place store(String value) {
    return value.equals("dynamodb")
        ? new Place.DynamoDb(Optional.empty())
        : new Place.InFile(file("--store", value));
  }

  private static URI url(String value) {
    if (value.matches("https?://[^\\s]+")) {
      return URI.create(value);
    }
    throw new BadOptionException(
        "--endpoint is '%s'; it must be an address that begins with http.".formatted(value));
  }

  private static String value(String[] parts, Iterator<String> left) {
    if (parts.length == 2) {
      return parts[1];
    }
    if (!left.hasNext()) {
      throw new BadOptionException("Option '%s' needs a value.".formatted(parts[0]));
    }
    return left.next();
  }

  private static int portOf(Map<String, String> environment) {
    String value = environment.getOrDefault("PORT", "");
    return value.isEmpty() ? DEFAULT_PORT : port("PORT", value);
  }

  private static int port(String source, String value) {
    if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
      return Integer.parseInt(value);
    }
    throw new BadOptionException(
        "%s is '%s'; it must be a port from 0 to 65535.".formatted(source, value));
  }

  private static Path file(String source, String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // The answer is the same as for an empty one.
    }
    throw new BadOptionException("%s is '%s'; it must name a file.".formatted(source, value));
  }

  /** What was typed makes no sense; the message says why. */
  static final class BadOptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadOptionException(String message) {
      super(message);
    }
  }
}
