package dev.pergola.internal.json;

import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/** Lays a text out as most tools do, the same on every platform. */
final class Indentation extends ObjectWriteContext.Base {

  static final Indentation INSTANCE = new Indentation();

  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

  private Indentation() {}

  @Override
  public boolean hasPrettyPrinter() {
    return true;
  }

  @Override
  public PrettyPrinter getPrettyPrinter() {
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(TWO_SPACES)
        .withArrayIndenter(TWO_SPACES);
  }
}
