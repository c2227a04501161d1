package dev.pergola.transport.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HTTP/1.1 over a plain socket, so that a test says which bytes are sent, and when. */
final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream input;

  RawConnection(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.socket.setSoTimeout(PATIENCE_MILLIS);
    this.socket.setTcpNoDelay(true);
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  RawConnection send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Nothing more is sent, but answers are still read. */
  RawConnection sendEnd() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next answer to anything but HEAD; "100 Continue" is none. */
  Answer receive() throws IOException {
    Answer answer = receive(true);
    return answer.status() == 100 ? receive() : answer;
  }

  Answer receive(boolean withBody) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    return new Answer(
        Integer.parseInt(statusLine.split(" ")[1]),
        headers,
        withBody ? body(headers) : new byte[0]);
  }

  /** The next answer, or empty when the server closes the connection instead. */
  Optional<Answer> receiveIfAny() throws IOException {
    input.mark(1);
    try {
      if (input.read() < 0) {
        return Optional.empty();
      }
    } catch (SocketException reset) {
      return Optional.empty();
    }
    input.reset();
    return Optional.of(receive());
  }

  /** So many bytes, whatever they are. */
  byte[] receiveBytes(int length) throws IOException {
    return bytes(length);
  }

  /** Whether something has come that was not yet read. */
  boolean hasAnswer() throws IOException {
    return input.available() > 0;
  }

  /** Closes so that the server sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return bytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int length;
    do {
      length = Integer.parseInt(line(), 16);
      body.write(bytes(length));
      line();
    } while (length > 0);
    return body.toByteArray();
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The body ended after %d of %d bytes".formatted(bytes.length, length));
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0) {
        throw new EOFException("The connection ended after '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /**
   * What came back.
   *
   * @param headers by name in lower case; several values joined by a comma
   */
  record Answer(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, UTF_8);
    }
  }
}
