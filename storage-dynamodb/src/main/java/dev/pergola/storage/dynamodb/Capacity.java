package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Estimate;
import dev.pergola.storage.EstimateRequest;

/**
 * What calls take of DynamoDB, by its price list: reads by 4 KB, half of it when they may be a
 * moment behind; writes by 1 KB, and once more for each index.
 *
 * @param consistent whether reads of tables see every write that was answered before them
 * @param rowBytes how large rows are taken to be
 */
record Capacity(boolean consistent, int rowBytes) {

  private static final int READ_UNIT_BYTES = 4096;
  private static final int WRITE_UNIT_BYTES = 1024;
  private static final int KEYS_OF_A_BATCH = 100;

  /** Where the service ends a page. */
  private static final int PAGE_BYTES = 1024 * 1024;

  Estimate of(EstimateRequest request) {
    return switch (request.kind()) {
      case GET -> new Estimate(1, read(rowBytes, consistent));
      case GET_ALL ->
          new Estimate(
              units(request.parts(), KEYS_OF_A_BATCH),
              request.parts() * read(rowBytes, consistent));
      case QUERY, SCAN -> listing(request);
      case PUT, DELETE -> new Estimate(1, write(request, 1));
      // Where the key of an index changes, one entry goes and one comes.
      case UPDATE -> new Estimate(1, write(request, 2));
      // Read and written, each at twice the price.
      case TRANSACT ->
          new Estimate(2, 2 * request.parts() * (read(rowBytes, true) + write(request, 2)));
    };
  }

  private Estimate listing(EstimateRequest request) {
    long bytes = (long) request.rows() * rowBytes;
    return new Estimate(
        request.parts() * units(bytes, PAGE_BYTES),
        request.parts() * read(bytes, consistent && request.index() == null));
  }

  private double write(EstimateRequest request, int writesOfAnIndex) {
    int writes = 1 + writesOfAnIndex * request.table().indexes().size();
    return writes * (double) units(rowBytes, WRITE_UNIT_BYTES);
  }

  private static double read(long bytes, boolean consistent) {
    return units(bytes, READ_UNIT_BYTES) * (consistent ? 1.0 : 0.5);
  }

  private static int units(long size, int unit) {
    return (int) Math.max(1, (size + unit - 1) / unit);
  }
}
