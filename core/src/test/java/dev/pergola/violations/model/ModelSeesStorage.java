package dev.pergola.violations.model;

import dev.pergola.violations.storage.Leaf;

class ModelSeesStorage {
  Leaf leaf;
}
