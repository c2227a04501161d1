/** Turns the signed tokens of an Amazon Cognito user pool into identities. */
@NullMarked
package dev.pergola.auth.cognito;

import org.jspecify.annotations.NullMarked;
