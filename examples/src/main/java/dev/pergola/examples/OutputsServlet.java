package dev.pergola.examples;

import dev.pergola.Pergola;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Serves {@code amplify_outputs.json} for the address that the page was opened at. */
final class OutputsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Pergola backend;

  OutputsServlet(Pergola backend) {
    this.backend = backend;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // The two names that this machine has for itself; a page of the one may not ask the other.
    String host = "localhost".equals(request.getServerName()) ? "localhost" : "127.0.0.1";
    URI url = URI.create("http://%s:%d/graphql".formatted(host, request.getLocalPort()));
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("cache-control", "no-store");
    response.getWriter().print(backend.outputs().amplify(url).toJson());
  }
}
