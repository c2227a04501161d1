package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.Post;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of DynamoDB and always answers the same, in a process of its own, so that its
 * work is not counted as anybody's. Knows the calls that the benchmark makes and no other, and that
 * these ask for the fields of a record and nothing beside them.
 */
public final class StubEndpoint {

  private static final Pattern LIMIT = Pattern.compile("\"Limit\":(\\d+)");
  private static final Pattern TABLE = Pattern.compile("\"TableName\":\"([^\"]+)\"");

  private final Set<String> tables = new HashSet<>();

  private StubEndpoint() {}

  /** Listens on a free port, says which, and answers until the process is ended. */
  public static void main(String[] words) throws IOException {
    StubEndpoint stub = new StubEndpoint();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> stub.serve(socket), "stub");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String head = head(in);
      while (head != null) {
        String body =
            new String(
                in.readNBytes(Integer.parseInt(header(head, "content-length", "0"))),
                StandardCharsets.UTF_8);
        String operation = header(head, "x-amz-target", "");
        out.write(answer(operation.substring(operation.indexOf('.') + 1), body));
        out.flush();
        head = head(in);
      }
    } catch (IOException gone) {
      // The client has what it wanted.
    }
  }

  private byte[] answer(String operation, String body) {
    String table = found(TABLE, body, "");
    return switch (operation) {
      case "GetItem" -> http(200, "{\"Item\":" + item(1) + "}");
      case "Scan" -> http(200, page(Integer.parseInt(found(LIMIT, body, "100"))));
      case "CreateTable" -> {
        synchronized (tables) {
          tables.add(table);
        }
        yield http(200, "{\"TableDescription\":{\"TableName\":\"%s\"}}".formatted(table));
      }
      case "DescribeTable" -> described(table);
      default -> http(400, "{\"__type\":\"x#UnknownOperationException\"}");
    };
  }

  private byte[] described(String table) {
    boolean there;
    synchronized (tables) {
      there = tables.contains(table);
    }
    return there
        ? http(
            200, "{\"Table\":{\"TableName\":\"%s\",\"TableStatus\":\"ACTIVE\"}}".formatted(table))
        : http(
            400,
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"no such table\"}");
  }

  private static String page(int items) {
    return IntStream.range(0, items)
        .mapToObj(StubEndpoint::item)
        .collect(
            Collectors.joining(
                ",",
                "{\"Count\":%d,\"ScannedCount\":%d,\"Items\":[".formatted(items, items),
                "],\"LastEvaluatedKey\":{\"id\":{\"S\":\"%s\"}}}"
                    .formatted(Data.postId(items - 1))));
  }

  private static String item(int number) {
    Post post = Data.post(number);
    return "{"
        + String.join(
            ",",
            attribute("id", post.id()),
            attribute("caption", post.caption()),
            attribute("email", post.email()),
            attribute("userId", post.userId()),
            attribute("date", post.date()),
            attribute("imagePath", post.imagePath()),
            attribute("createdAt", Data.NOW),
            attribute("updatedAt", Data.NOW))
        + "}";
  }

  private static String attribute(String name, @Nullable String text) {
    return "\"%s\":{\"S\":\"%s\"}".formatted(name, text);
  }

  private static byte[] http(int status, String json) {
    String head =
        "HTTP/1.1 %d x\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: %d\r\n\r\n"
            .formatted(status, json.length());
    return (head + json).getBytes(StandardCharsets.US_ASCII);
  }

  /** The lines before the body in lower case; null when the client has gone. */
  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String header(String head, String name, String otherwise) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
