package dev.pergola.internal.authorize;

import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.Rule;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds one rule against a caller; mode and operation of the rule have been compared already.
 *
 * @param reads whether the caller only wants to read
 * @param key for a listing, what its arguments say of the key it goes by
 */
record RuleMatcher(Identity identity, boolean reads, @Nullable KeyProof key, Behavior behavior)
    implements Rule.Visitor<Match> {

  @Override
  public Match publicApiKey(Rule.PublicApiKey rule) {
    return always(identity instanceof Identity.ApiKeyHolder);
  }

  @Override
  public Match guest(Rule.Guest rule) {
    return always(identity instanceof Identity.IdentityPool pool && !pool.authenticated());
  }

  @Override
  public Match authenticated(Rule.Authenticated rule) {
    // Callers with a key or let in by the custom authorizer have not signed in; the identity pool
    // has a guest role.
    return always(
        identity instanceof Identity.UserPool
            || identity instanceof Identity.Oidc
            || (identity instanceof Identity.IdentityPool pool && pool.authenticated()));
  }

  @Override
  public Match owner(Rule.Owner rule) {
    Optional<ClaimReader> claims = ClaimReader.of(identity);
    if (claims.isEmpty()) {
      return new Match.None("the caller has no claims");
    }
    OwnerValues values = OwnerValues.of(rule, claims.get(), behavior);
    if (values.full().isEmpty() && !reads) {
      // A read tries the claims that are there; a write needs all of them.
      return new Match.None("a claim is missing");
    }
    Assignment fill =
        values
            .full()
            .map(owner -> rule.field().list() ? List.of(owner) : owner)
            .map(value -> new Assignment(rule.field().column(), value))
            .orElse(null);
    return where(rule.field(), values.accepted(), fill, "no claim names the caller");
  }

  @Override
  public Match groups(Rule.Groups rule) {
    boolean member =
        ClaimReader.of(identity)
            .map(claims -> claims.groups(rule.claim()))
            .map(groups -> rule.groups().stream().anyMatch(groups::contains))
            .orElse(false);
    return member ? Match.Always.INSTANCE : new Match.None("the caller is in no such group");
  }

  @Override
  public Match groupsDefinedIn(Rule.GroupsDefinedIn rule) {
    String noGroup = "the caller is in no group";
    return ClaimReader.of(identity)
        .map(claims -> where(rule.field(), claims.groups(rule.claim()), null, noGroup))
        .orElse(new Match.None(noGroup));
  }

  @Override
  public Match groupsInUnknownField(Rule.GroupsInUnknownField rule) {
    return new Match.None("no record has the field");
  }

  @Override
  public Match custom(Rule.Custom rule) {
    return always(identity instanceof Identity.Lambda);
  }

  private static Match always(boolean matches) {
    return matches ? Match.Always.INSTANCE : new Match.None("it is about other callers");
  }

  /**
   * Matches records whose field is, or if a list has, one of the texts.
   *
   * @param otherwise why not, when there is no text
   */
  private Match where(
      Field field, Collection<String> texts, @Nullable Assignment fill, String otherwise) {
    Column column = field.column();
    List<Filter> parts =
        texts.stream()
            .<Filter>map(
                text ->
                    field.list()
                        ? new Filter.Contains(column, text)
                        : new Filter.Compare(column, Comparison.EQ, text))
            .toList();
    if (parts.isEmpty()) {
      return new Match.None(otherwise);
    }
    Filter filter = parts.size() == 1 ? parts.get(0) : new Filter.Or(parts);
    return provedByKey(column, filter)
        ? new Match.Where(filter, fill)
        : new Match.None("the key that is asked for does not name the caller");
  }

  /**
   * Whether the key that a listing goes by leaves room for the rule: not if the arguments name
   * somebody else's part of it, or a range, which proves nothing.
   */
  private boolean provedByKey(Column column, Filter filter) {
    return key == null
        || (!key.ranged().contains(column)
            && (!key.given().has(column.position()) || filter.toPredicate().test(key.given())));
  }
}
