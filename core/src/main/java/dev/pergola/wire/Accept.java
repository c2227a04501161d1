package dev.pergola.wire;

import java.util.List;

/** Which of the media types a client wants its response in (spec: wire 7). */
final class Accept {

  private Accept() {}

  /**
   * Whether it is the one of GraphQL over HTTP: named, and liked no less than plain JSON. A client
   * that takes anything, as Amplify's does, gets plain JSON.
   */
  static boolean graphqlResponse(Headers request) {
    List<MediaType> wanted = MediaType.parseList(String.join(",", request.all("accept")));
    double graphql = weight(wanted, MediaType.GRAPHQL_RESPONSE);
    return graphql > 0 && graphql >= weight(wanted, MediaType.JSON);
  }

  /**
   * Whether it is a stream of events and none of the others by name: some clients list all they can
   * read with every request, and mean events only for subscriptions.
   */
  static boolean eventStream(Headers request) {
    List<MediaType> wanted = MediaType.parseList(String.join(",", request.all("accept")));
    return weight(wanted, MediaType.EVENT_STREAM) > 0
        && weight(wanted, MediaType.JSON) == 0
        && weight(wanted, MediaType.GRAPHQL_RESPONSE) == 0;
  }

  private static double weight(List<MediaType> wanted, String name) {
    return wanted.stream()
        .filter(type -> type.name().equals(name))
        .mapToDouble(MediaType::weight)
        .max()
        .orElse(0);
  }
}
