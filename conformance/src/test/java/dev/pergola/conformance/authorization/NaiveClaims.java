package dev.pergola.conformance.authorization;

import dev.pergola.model.Behavior;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a token says, as the text of the contract has it (spec: authorization 3, security 5). */
record NaiveClaims(Caller caller, Behavior behavior) {

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** The value that is stored for this caller; empty when a part of it is missing. */
  Optional<String> full(List<String> claims) {
    List<Optional<String>> parts = claims.stream().map(this::text).toList();
    if (parts.stream().anyMatch(Optional::isEmpty) || ambiguous(claims)) {
      return Optional.empty();
    }
    if (claims.size() == 1) {
      return parts.get(0).filter(text -> alone(claims.get(0), claims, text));
    }
    return Optional.of(parts.stream().map(Optional::get).collect(Collectors.joining("::")));
  }

  /** Every stored text that names this caller. */
  Set<String> owners(List<String> claims) {
    Set<String> owners = new LinkedHashSet<>();
    if (ambiguous(claims)) {
      return owners;
    }
    if (claims.size() > 1) {
      full(claims).ifPresent(owners::add);
    }
    for (String claim : claims) {
      text(claim).filter(text -> alone(claim, claims, text)).ifPresent(owners::add);
    }
    return owners;
  }

  Set<String> groups(String claim) {
    Object value = caller.claims().get(claim);
    if (value instanceof String text && text.startsWith("[")) {
      return JsonMapper.builder()
          .build()
          .readTree(text)
          .valueStream()
          .map(JsonNode::asString)
          .collect(Collectors.toSet());
    }
    if (value instanceof String text) {
      return text.isEmpty() ? Set.of() : Set.of(text);
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).collect(Collectors.toSet());
    }
    return Set.of();
  }

  /** Whether one claim names the caller by itself: not a chosen name that spells another's. */
  private boolean alone(String claim, List<String> claims, String text) {
    boolean chosen = claims.size() > 1 ? !claim.equals("sub") : claim.endsWith("username");
    if (behavior == Behavior.APPSYNC || !chosen) {
      return true;
    }
    boolean anotherSub = UUID.matcher(text).matches() && !text.equals(caller.claims().get("sub"));
    return !text.contains("::") && !anotherSub;
  }

  private boolean ambiguous(List<String> claims) {
    return behavior == Behavior.SAFE
        && claims.subList(0, claims.size() - 1).stream()
            .anyMatch(claim -> text(claim).filter(text -> text.contains("::")).isPresent());
  }

  private Optional<String> text(String claim) {
    Object value = caller.claims().get(claim);
    if (!(value instanceof String text && !text.isEmpty()) && claim.equals("username")) {
      value = caller.claims().get("cognito:username");
    }
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }
}
