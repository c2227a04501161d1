package dev.pergola.violations.wire;

/** No SPI may see this. */
public class Frame {}
