package dev.pergola.violations;

/** Nobody below may see this. */
public class FrontDoor {}
