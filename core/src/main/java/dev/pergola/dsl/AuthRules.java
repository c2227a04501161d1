package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.model.Mode;
import dev.pergola.model.Wording;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@link Dsl#allow}: one verb for each way to recognise a caller. A rule grants
 * every operation until {@code to(...)} limits it.
 */
public final class AuthRules {

  AuthRules() {}

  /** Any caller with a valid API key; TypeScript {@code allow.publicApiKey()}. */
  public CallerRule publicApiKey() {
    return caller("publicApiKey()", Kind.PUBLIC_API_KEY, Mode.API_KEY, "apiKey");
  }

  /** The identity pool's unauthenticated role; TypeScript {@code allow.guest()}. */
  public CallerRule guest() {
    return caller("guest()", Kind.GUEST, Mode.IAM, "identityPool");
  }

  /** Any user of the user pool; TypeScript {@code allow.authenticated()}. */
  public CallerRule authenticated() {
    return caller("authenticated()", Kind.AUTHENTICATED, Mode.USER_POOL, null);
  }

  /** Any signed-in caller of the provider; TypeScript {@code allow.authenticated('oidc')}. */
  public CallerRule authenticated(Provider provider) {
    return caller(
        "authenticated(" + requireNonNull(provider, "provider") + ")",
        Kind.AUTHENTICATED,
        provider.mode,
        RuleSpec.word(provider));
  }

  /** Any caller that the custom authorizer lets in; TypeScript {@code allow.custom()}. */
  public CallerRule custom() {
    return caller("custom()", Kind.CUSTOM, Mode.LAMBDA, null);
  }

  /**
   * The same, with the only provider that there is named; TypeScript {@code custom('function')}.
   */
  public CallerRule custom(CustomProvider provider) {
    return caller(
        "custom(" + requireNonNull(provider, "provider") + ")",
        Kind.CUSTOM,
        Mode.LAMBDA,
        Wording.provider(Mode.LAMBDA));
  }

  /**
   * The user who created the record; TypeScript {@code allow.owner()}. Uses the field {@code
   * owner}.
   */
  public OwnerRule owner() {
    return owner("owner()", "owner", false, null);
  }

  /** As {@link #owner()}, for users of another provider than the user pool. */
  public OwnerRule owner(Provider provider) {
    return owner("owner(" + requireNonNull(provider, "provider") + ")", "owner", false, provider);
  }

  /** The user whom a field of the record names; TypeScript {@code allow.ownerDefinedIn('f')}. */
  public OwnerRule ownerDefinedIn(String field) {
    return owner(call("ownerDefinedIn", field), field, false, null);
  }

  /** As {@link #ownerDefinedIn(String)}, for users of another provider than the user pool. */
  public OwnerRule ownerDefinedIn(String field, Provider provider) {
    return owner(call("ownerDefinedIn", field, provider), field, false, provider);
  }

  /** The users whom a list of the record names; TypeScript {@code allow.ownersDefinedIn('f')}. */
  public OwnerRule ownersDefinedIn(String field) {
    return owner(call("ownersDefinedIn", field), field, true, null);
  }

  /** As {@link #ownersDefinedIn(String)}, for users of another provider than the user pool. */
  public OwnerRule ownersDefinedIn(String field, Provider provider) {
    return owner(call("ownersDefinedIn", field, provider), field, true, provider);
  }

  /** The users of a group; TypeScript {@code allow.group('Admins')}. */
  public GroupRule group(String group) {
    return groups(call("group", group), List.of(group), null);
  }

  /** As {@link #group(String)}, for users of another provider than the user pool. */
  public GroupRule group(String group, Provider provider) {
    return groups(call("group", group, provider), List.of(group), provider);
  }

  /** The users of any of the groups; TypeScript {@code allow.groups(['Admins', 'Editors'])}. */
  public GroupRule groups(String... groups) {
    List<String> names = Given.all("groups", groups);
    return groups("groups(" + quoted(names) + ")", names, null);
  }

  /** As {@link #groups(String...)}, for users of another provider than the user pool. */
  public GroupRule groups(List<String> groups, Provider provider) {
    List<String> names =
        Given.all("groups", requireNonNull(groups, "groups").toArray(String[]::new));
    String text =
        "groups(List.of(%s), %s)".formatted(quoted(names), requireNonNull(provider, "provider"));
    return groups(text, names, provider);
  }

  /** The users of the group that a field names; TypeScript {@code allow.groupDefinedIn('f')}. */
  public GroupFieldRule groupDefinedIn(String field) {
    return groupField(call("groupDefinedIn", field), field, false, null);
  }

  /** As {@link #groupDefinedIn(String)}, for users of another provider than the user pool. */
  public GroupFieldRule groupDefinedIn(String field, Provider provider) {
    return groupField(call("groupDefinedIn", field, provider), field, false, provider);
  }

  /** The users of the groups that a list names; TypeScript {@code allow.groupsDefinedIn('f')}. */
  public GroupFieldRule groupsDefinedIn(String field) {
    return groupField(call("groupsDefinedIn", field), field, true, null);
  }

  /** As {@link #groupsDefinedIn(String)}, for users of another provider than the user pool. */
  public GroupFieldRule groupsDefinedIn(String field, Provider provider) {
    return groupField(call("groupsDefinedIn", field, provider), field, true, provider);
  }

  /**
   * The function of the host with this name, in its own name and for every model; TypeScript {@code
   * allow.resource(fn)}. On a schema only. Without {@code to} it may query, mutate and listen.
   */
  public ResourceRule resource(String function) {
    return new ResourceRule(requireNonNull(function, "function"));
  }

  private static CallerRule caller(String call, Kind kind, Mode mode, @Nullable String provider) {
    return new CallerRule(RuleSpec.caller("allow." + call, kind, mode, provider));
  }

  private static OwnerRule owner(
      String call, String field, boolean plural, @Nullable Provider provider) {
    return new OwnerRule(RuleSpec.field("allow." + call, Kind.OWNER, field, plural, provider));
  }

  private static GroupRule groups(String call, List<String> groups, @Nullable Provider provider) {
    return new GroupRule(RuleSpec.groups("allow." + call, groups, provider));
  }

  private static GroupFieldRule groupField(
      String call, String field, boolean plural, @Nullable Provider provider) {
    return new GroupFieldRule(
        RuleSpec.field("allow." + call, Kind.GROUPS_DEFINED_IN, field, plural, provider));
  }

  private static String call(String verb, String name) {
    return "%s(%s)".formatted(verb, Texts.quoted(requireNonNull(name, "name")));
  }

  private static String call(String verb, String name, Provider provider) {
    return "%s(%s, %s)"
        .formatted(
            verb, Texts.quoted(requireNonNull(name, "name")), requireNonNull(provider, "provider"));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(Texts::quoted).collect(Collectors.joining(", "));
  }
}
