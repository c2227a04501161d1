package dev.pergola.conformance.runtime;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The pages of one list so far. */
final class Pages {

  // A list that never ends is a fault to report, not to wait for.
  private static final int MOST_PAGES = 1_000;

  private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
  private int count;
  private int longest;

  /** Adds a page; gives what is wrong with it by itself. */
  Optional<Mismatch> add(JsonNode page, JsonNode token, String at) {
    if (!page.isArray()) {
      return Optional.of(new Mismatch(at + ".items", "an array", Json.show(page)));
    }
    if (!token.isNull() && !token.isString()) {
      return Optional.of(new Mismatch(at + ".nextToken", "a text or null", Json.show(token)));
    }
    count++;
    if (count > MOST_PAGES) {
      return Optional.of(
          new Mismatch(
              at + ".nextToken",
              "null in the end",
              "a text on all of %d pages".formatted(MOST_PAGES)));
    }
    longest = Math.max(longest, page.size());
    page.forEach(items::add);
    return Optional.empty();
  }

  /** Holds all pages together against what the step expects. */
  Optional<Mismatch> judge(Step.Paginate step, JsonNode expectedItems) {
    if (step.minPages().isPresent() && count < step.minPages().getAsInt()) {
      return bound("pages", "at least", step.minPages().getAsInt(), count);
    }
    if (step.maxPages().isPresent() && count > step.maxPages().getAsInt()) {
      return bound("pages", "at most", step.maxPages().getAsInt(), count);
    }
    if (step.maxItemsPerPage().isPresent() && longest > step.maxItemsPerPage().getAsInt()) {
      return bound("items of a page", "at most", step.maxItemsPerPage().getAsInt(), longest);
    }
    return expectedItems.isMissingNode()
        ? Optional.empty()
        : JsonMatcher.match(expectedItems, items, "items of all pages");
  }

  private static Optional<Mismatch> bound(String what, String word, int bound, int came) {
    return Optional.of(new Mismatch(what, word + " " + bound, String.valueOf(came)));
  }
}
