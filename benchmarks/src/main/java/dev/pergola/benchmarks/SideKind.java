package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.MapRepository;
import dev.pergola.benchmarks.peer.SqlRepository;

/** Who answers. */
public enum SideKind {
  PERGOLA("ours"),
  PERGOLA_MAP("ours, map and host's Jackson"),
  HAND_MAPS("by hand on maps"),
  HAND_SQL("by hand on H2 SQL");

  private final String title;

  SideKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The side with this many posts, and this many comments on each. */
  Side open(int posts, int commentsPerPost) {
    Side side = open();
    for (int post = 0; post < posts; post++) {
      side.add(Data.post(post));
      for (int comment = 0; comment < commentsPerPost; comment++) {
        side.add(Data.comment(post, comment));
      }
    }
    return side;
  }

  private Side open() {
    return switch (this) {
      case PERGOLA -> new PergolaSide(PergolaSide::bytes);
      case PERGOLA_MAP -> new PergolaSide(new HostJackson()::bytes);
      case HAND_MAPS -> new HandSide(new MapRepository());
      case HAND_SQL -> new HandSide(new SqlRepository());
    };
  }
}
