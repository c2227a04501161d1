package dev.pergola.storage.memory;

import dev.pergola.model.Index;
import org.h2.mvstore.MVMap;

/**
 * The map of one index. Its keys are index key and primary key, its values the whole rows once
 * more: a page of an index is then one walk through one map, as a page of the table is, and not a
 * search for each row. The price is room on disk, and in memory none, where both maps hold the same
 * array.
 *
 * @param index what the map is for
 * @param key the key of the index
 * @param entries the map
 */
record IndexMap(Index index, KeyLayout key, MVMap<byte[], byte[]> entries) {}
