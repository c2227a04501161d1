package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataResponse;
import dev.pergola.storage.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of groups, beside a map. */
class GroupIndexTest {

  private static final long SEED = 7;

  @Test
  void whatIsAddedIsFoundUntilItIsRemoved() {
    Random random = new Random(SEED);
    GroupIndex index = new GroupIndex();
    Map<Integer, List<Group>> expected = new HashMap<>();
    List<Integer> codes = new ArrayList<>();
    for (int round = 0; round < 20_000; round++) {
      boolean growing = round % 5_000 < 3_000;
      if (codes.isEmpty() || random.nextInt(10) < (growing ? 8 : 1)) {
        int code = code(random);
        Group group = group();
        index.add(code, group);
        expected.computeIfAbsent(code, none -> new ArrayList<>()).add(group);
        codes.add(code);
      } else {
        int code = codes.remove(random.nextInt(codes.size()));
        List<Group> there = expected.get(code);
        index.remove(code, there.remove(random.nextInt(there.size())));
      }
      int asked = codes.isEmpty() || random.nextBoolean() ? code(random) : codes.get(0);
      assertThat(index.of(asked))
          .as("round %d of seed %d", round, SEED)
          .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(asked, List.of()));
    }
    expected.forEach(
        (code, groups) -> assertThat(index.of(code)).containsExactlyInAnyOrderElementsOf(groups));
  }

  @Test
  void manyGroupsOfOneCodeAreOneEntryAndHashed() {
    GroupIndex index = new GroupIndex();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      Group group = group();
      groups.add(group);
      index.add(7, group);
      index.add(7, group);
    }

    assertThat(index.size()).isEqualTo(1);
    assertThat(index.of(7)).isInstanceOf(Set.class).hasSize(groups.size());

    groups.subList(2, groups.size()).forEach(group -> index.remove(7, group));
    assertThat(index.of(7))
        .isNotInstanceOf(Set.class)
        .containsExactly(groups.get(0), groups.get(1));
    groups.forEach(group -> index.remove(7, group));
    assertThat(index.size()).isZero();
  }

  /** Some are frequent, and some lie close together. */
  private static int code(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(4) * 0x10000;
      case 1 -> random.nextInt(200);
      default -> random.nextInt();
    };
  }

  private static Group group() {
    Rendering rendering =
        new Rendering() {
          @Override
          public DataResponse of(Object payload) {
            return new HubTest.Empty();
          }
        };
    Form form =
        Form.of(
            new Topic("t"),
            new Interest("t", Filter.all(), Filter.all(), rendering),
            new ArrayList<>());
    return new Group(form, new Object[0], Group.EVERY_EVENT);
  }
}
