package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProjectionsTest {

  private static final List<Column> COLUMNS =
      IntStream.range(0, 12)
          .mapToObj(i -> new Column("c" + i, i, ColumnType.STRING, false))
          .toList();
  private static final Filter ASKED = new Filter.Compare(COLUMNS.get(2), Comparison.EQ, "x");

  private final Projections projections =
      new TableLayout(
              new Table("Post", COLUMNS, new Key(COLUMNS.get(0), List.of()), List.of()),
              "posts",
              List.of())
          .projections();

  @Test
  void theSameIsAskedInTheSameWords() {
    Projected first = projections.of(Set.of(COLUMNS.get(1)));

    assertThat(projections.of(Set.of(COLUMNS.get(1)))).isSameAs(first);
    assertThat(projections.of(Set.of(COLUMNS.get(3)))).isNotEqualTo(first);
    assertThat(projections.of(null, Set.of(COLUMNS.get(1)), ASKED).names().values())
        .containsExactlyInAnyOrder("c0", "c1", "c2");
  }

  @Test
  void wholeItemsAreAskedForWithoutWords() {
    assertThat(projections.of(null).text()).isNull();
    assertThat(projections.of(Set.copyOf(COLUMNS)).text()).isNull();
  }

  /** Clients choose columns, in any of many ways, and must not fill the memory with them. */
  @Test
  void someAreKeptAndTheRestIsRightAllTheSame() {
    Set<Projected> again = new HashSet<>();
    for (int bits = 1; bits < 1 << 11; bits++) {
      Set<Column> columns = new HashSet<>();
      for (Column column : COLUMNS.subList(1, 12)) {
        if ((bits >> (column.position() - 1) & 1) == 1) {
          columns.add(column);
        }
      }
      Projected made = projections.of(columns);

      assertThat(made.names()).hasSize(columns.size() + 1).containsValue("c0");
      assertThat(made.text().split(", "))
          .containsExactlyInAnyOrderElementsOf(made.names().keySet());
      if (projections.of(columns) == made) {
        again.add(made);
      }
    }

    assertThat(again).hasSize(256);
  }

  @Test
  void aFilterCallsAttributesAsTheProjectionDoes() {
    Projected projected = projections.of(null, Set.of(COLUMNS.get(1)), ASKED);
    Expression expression = new Expression(projected);

    String asked = expression.name("c2") + " = " + expression.value(AttributeValue.fromS("x"));
    String other = expression.name("c9");
    Expression.Used used = expression.usedIn(asked);

    assertThat(used.names()).isEqualTo(projected.names()).doesNotContainKey(other);
    assertThat(used.values()).isEqualTo(Map.of(":v0", AttributeValue.fromS("x")));
    assertThat(expression.usedIn(asked, other).names()).containsEntry(other, "c9").hasSize(4);
  }
}
