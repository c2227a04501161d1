package dev.pergola.conformance.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back over a plain socket.
 *
 * @param headers by name in lower case; several values joined by a comma
 */
record HttpReply(int status, Map<String, String> headers, byte[] body) {

  private static final int PATIENCE_MILLIS = 20_000;

  /** Sends a request of any shape, and gives the first answer to it. */
  static HttpReply to(HttpCase request, HttpTarget target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        request.write(out, target::fill);
        out.flush();
      } catch (SocketException refused) {
        // The server may close before all is sent; its answer is there all the same.
      }
      return read(new BufferedInputStream(socket.getInputStream()), !request.isHead());
    }
  }

  String text() {
    return new String(body, UTF_8);
  }

  private static HttpReply read(InputStream in, boolean withBody) throws IOException {
    int status;
    Map<String, String> headers;
    do {
      status = Integer.parseInt(line(in).split(" ")[1]);
      headers = headers(in);
    } while (status == 100);
    return new HttpReply(status, headers, withBody ? body(in, headers) : new byte[0]);
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return "close".equalsIgnoreCase(headers.get("connection")) ? in.readAllBytes() : new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int length = -1; length != 0; line(in)) {
      length = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(length));
    }
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
