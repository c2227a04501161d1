package dev.pergola.storage.memory;

import java.nio.ByteBuffer;
import java.util.Map;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own file, with one mistake of H2 2.5.252 made good.
 *
 * <p>Each commit is a chunk, and says where the next chunk will probably go. A file that was not
 * closed is read from the chunk that its header names, from chunk to chunk. Where a chunk goes
 * elsewhere, because room has become free before it, the header is written to name it; but the
 * engine notes the last chunk only after that, so the header names the chunk before, and the chain
 * ends there: all commits from the one that went elsewhere are lost to the reader of the file, up
 * to some twenty. So we note it first, between the chunk and the header. {@code KillTest} finds
 * every commit lost this way, once a file is old enough for room to become free.
 */
final class EngineFile extends SingleFileStore {

  EngineFile(Map<String, Object> options) {
    super(options);
  }

  @Override
  protected void writeFully(@Nullable SFChunk chunk, long position, ByteBuffer bytes) {
    super.writeFully(chunk, position, bytes);
    SFChunk last = lastChunk;
    if (chunk != null && (last == null || last.next != chunk.block)) {
      lastChunk = chunk;
    }
  }
}
