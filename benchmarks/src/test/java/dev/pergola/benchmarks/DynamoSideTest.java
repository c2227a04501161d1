package dev.pergola.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Both sides of the comparison get the same records. */
class DynamoSideTest {

  @Test
  void bothSidesGetWhatTheyAskFor() throws Exception {
    try (DynamoSide side = DynamoSide.open()) {
      GetItemResponse item = (GetItemResponse) side.answer(false, false);
      ScanResponse page = (ScanResponse) side.answer(true, false);
      String post = new String((byte[]) side.answer(false, true), StandardCharsets.UTF_8);
      String posts = new String((byte[]) side.answer(true, true), StandardCharsets.UTF_8);

      assertThat(item.item()).containsKey("imagePath");
      assertThat(page.items()).hasSize(100);
      assertThat(post).contains(item.item().get("caption").s());
      assertThat(posts.split("\"caption\"", -1)).hasSize(101);
      assertThat(posts).doesNotContain("\"nextToken\":null");
      assertThat(post + posts).doesNotContain("\"errors\"");
    }
  }
}
