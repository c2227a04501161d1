package dev.pergola.examples;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says who there is and makes tokens for the asking, in the place of a sign-in page: {@code GET
 * /demo/users} and {@code POST /demo/sign-in} with a {@code username}.
 */
final class DemoServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");

  private final transient LocalIssuer issuer;
  private final transient List<DemoUser> users;

  DemoServlet(LocalIssuer issuer, List<DemoUser> users) {
    this.issuer = issuer;
    this.users = users;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String asked = request.getMethod() + " " + request.getPathInfo();
    // A page elsewhere may have a name of its own that leads to this machine.
    if (!OWN_NAMES.contains(request.getServerName())) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    } else if (asked.equals("GET /users")) {
      send(
          response,
          users.stream().map(DemoServlet::json).collect(Collectors.joining(",", "[", "]")));
    } else if (asked.equals("POST /sign-in")) {
      Optional<DemoUser> user =
          users.stream()
              .filter(each -> each.username().equals(request.getParameter("username")))
              .findFirst();
      if (user.isPresent()) {
        send(response, "{\"accessToken\":\"%s\"}".formatted(issuer.accessToken(user.get())));
      } else {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      }
    } else {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void send(HttpServletResponse response, String json) throws IOException {
    response.setContentType("application/json");
    response.setHeader("cache-control", "no-store");
    response.getWriter().print(json);
  }

  /** The names are ours, and need no escapes. */
  private static String json(DemoUser user) {
    String groups =
        user.groups().stream()
            .map(group -> '"' + group + '"')
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"username\":\"%s\",\"groups\":%s}".formatted(user.username(), groups);
  }
}
