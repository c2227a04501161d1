@NullMarked
package dev.pergola.auth.cognito;

import org.jspecify.annotations.NullMarked;
