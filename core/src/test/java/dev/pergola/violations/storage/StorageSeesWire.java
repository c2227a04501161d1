package dev.pergola.violations.storage;

import dev.pergola.violations.wire.Frame;

class StorageSeesWire {
  Frame frame;
}
