package dev.pergola.violations.wire;

import dev.pergola.violations.FrontDoor;

class WireSeesFrontDoor {
  FrontDoor frontDoor;
}
