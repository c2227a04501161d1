package dev.pergola.storage.dynamodb;

import dev.pergola.storage.StoreException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table whose stream can be read.
 *
 * @param layout how rows lie in it
 * @param streamArn the stream
 */
record FollowedTable(TableLayout layout, String streamArn) {

  /**
   * The table as the service describes it.
   *
   * @throws StoreException if it has no stream, or one that does not show enough
   */
  static FollowedTable of(TableLayout layout, TableDescription described) {
    StreamSpecification stream = described.streamSpecification();
    if (stream == null
        || !stream.streamEnabled()
        || stream.streamViewType() != StreamViewType.NEW_AND_OLD_IMAGES) {
      throw new StoreException(
          "DynamoDB table '%s' has %s, and sharing its events needs one with NEW_AND_OLD_IMAGES; turn it on with: aws dynamodb update-table --table-name %s --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES"
              .formatted(
                  layout.name(),
                  stream == null || !stream.streamEnabled()
                      ? "no stream"
                      : "a stream of " + stream.streamViewTypeAsString(),
                  layout.name()));
    }
    return new FollowedTable(layout, described.latestStreamArn());
  }
}
