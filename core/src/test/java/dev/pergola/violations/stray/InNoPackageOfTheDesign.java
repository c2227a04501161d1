package dev.pergola.violations.stray;

class InNoPackageOfTheDesign {}
