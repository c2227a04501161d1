package dev.pergola.storage.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own file, with four things of H2 2.5.252 made good: a chain that ends too soon, in
 * two ways, damage that is passed over, and the names of chunks that are gone.
 *
 * <p>Each commit is a chunk, and says where the next chunk will probably go. A file that was not
 * closed is read from the chunk that its header names, from chunk to chunk. So the header has to
 * name another one whenever a link of this chain breaks, and in time:
 *
 * <ul>
 *   <li>Where a chunk goes elsewhere, because room has become free before it, the header is written
 *       to name it; but the engine notes the last chunk only after that, so the header names the
 *       chunk before, and the chain ends there: all commits from the one that went elsewhere are
 *       lost to the reader of the file, up to some twenty. So we note it first, between the chunk
 *       and the header.
 *   <li>Where a chunk takes the room of one that was a link of the chain, and is of no use any
 *       more, the header is written only after it: a process that is killed in between leaves a
 *       chain that ends before that link, and so without the commits behind it. So we let the
 *       header name the last chunk first, which makes the links before it dispensable.
 * </ul>
 *
 * <p>{@code EngineFileTest} and {@code KillTest} find every commit that is lost in these ways, once
 * a file is old enough for room to become free.
 *
 * <p>A file whose last chunk cannot be read is opened with an older one, or as an empty one. That
 * is right for what a loss of power tore, and wrong for what is damaged or cut short: rows would be
 * missing, and nobody told. So the header also names the last version that was on the disk for
 * certain, and a file that opens with an older one is refused. Of a file that was closed this is
 * the last version of all. Not the header's own version: with no force between them, a loss of
 * power may leave a header whose chunk never got to the disk.
 *
 * <p>A process that is killed while it writes a chunk leaves, in the place of a dead one, a half.
 * The version before still names the dead one, which is right as nobody needs it. But the engine
 * does so for ever, and when such a file has been closed in good order, takes the missing chunk for
 * damage and opens an older version. So its name is taken out at once. And the header must not say
 * any more that the file was closed in good order when the first chunk after that is written.
 */
class EngineFile extends SingleFileStore {

  private static final int HEADER_BYTES = 4096;
  private static final int HEADER_BLOCKS = 2;

  /** A chain that is looked through before each commit is to be short. */
  private static final int MOST_LINKS = 1_000;

  private static final String ON_DISK = "onDisk";
  private static final String CLEAN = "clean";

  EngineFile(Map<String, Object> options) {
    super(options);
  }

  @Override
  protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
    SFChunk last = lastChunk;
    if (chunk != null && last != null) {
      keepReachable(last);
    }
    super.writeFully(chunk, position, bytes);
    if (chunk != null && (last == null || last.next != chunk.block)) {
      lastChunk = chunk;
    }
  }

  private void keepReachable(SFChunk last) {
    int named = named();
    boolean linked =
        !storeHeader.containsKey(CLEAN)
            && last.id - named <= MOST_LINKS
            && IntStream.rangeClosed(named, last.id).allMatch(getChunks()::containsKey);
    if (!linked) {
      nameInHeader(last);
      // What is written next may be what the chain stood on, and reach the disk first.
      sync();
    }
  }

  /** The chunk that the header names; the first one if it names none yet. */
  private int named() {
    Object named = storeHeader.getOrDefault("chunk", 1);
    // A number that the engine has written itself, the text of one that it has read.
    return named instanceof Integer id ? id : Integer.parseInt(named.toString(), 16);
  }

  /** Writes both copies of the header as the engine does, which keeps its own way to itself. */
  private void nameInHeader(SFChunk last) {
    storeHeader.put("chunk", last.id);
    storeHeader.put("block", last.block);
    storeHeader.put("version", last.version);
    storeHeader.remove(CLEAN);
    StringBuilder text = new StringBuilder();
    DataUtils.appendMap(text, storeHeader);
    byte[] attributes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    DataUtils.appendMap(
        text, "fletcher", DataUtils.getFletcher32(attributes, 0, attributes.length));
    byte[] copy = text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer both = ByteBuffer.allocate(2 * HEADER_BYTES);
    both.put(0, copy).put(HEADER_BYTES, copy);
    super.writeFully(null, 0, both);
  }

  @Override
  public void sync() {
    long version = lastChunkVersion();
    super.sync();
    storeHeader.put(ON_DISK, version);
  }

  @Override
  protected void writeCleanShutdown() {
    // Before the last header is written, which is to name the last chunk as one on the disk.
    sync();
    super.writeCleanShutdown();
  }

  @Override
  protected void readStoreHeader(boolean recoveryMode) {
    super.readStoreHeader(recoveryMode);
    long onDisk = DataUtils.readHexLong(storeHeader, ON_DISK, 0);
    if (lastChunkVersion() < onDisk) {
      throw DataUtils.newMVStoreException(
          DataUtils.ERROR_FILE_CORRUPT,
          "Version {0} is missing, the last one that can be read is {1}",
          onDisk,
          lastChunkVersion());
    }
    forgetOverwritten();
  }

  /**
   * Takes the chunks out of the file's own list whose room others have taken. They are dead, and
   * the engine has found them gone and given them no room.
   */
  private void forgetOverwritten() {
    for (SFChunk chunk : List.copyOf(getChunks().values())) {
      if (chunk.block == 0) {
        dropOrphanedChunk(chunk);
        // It also waits for its room to become free, and all that die later wait behind it, for as
        // long as it has none.
        chunk.block = HEADER_BLOCKS;
      }
    }
  }
}
