package dev.pergola.examples;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says how to get the page, where it has not been built. */
final class NoPageServlet extends HttpServlet {

  /** Node builds the page; nothing else needs Node. */
  static final String HOW = "npm ci --prefix examples/web && npm run build --prefix examples/web";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean page = request.getServletPath().equals("/") || request.getServletPath().isEmpty();
    response.setStatus(page ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(
            """
            The backend is at /graphql. Its page has not been built; with Node 20.19 or later:

              %s

            and start the example again.
            """
                .formatted(HOW));
  }
}
