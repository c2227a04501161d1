/**
 * Turns the signed tokens of an Amazon Cognito user pool into identities.
 *
 * <pre>{@code
 * CognitoUserPool cognito =
 *     CognitoUserPool.builder()
 *         .region("eu-west-1")
 *         .userPoolId("eu-west-1_AbCd12345")
 *         .clientIds("1h57kf5cpq17m0eml12EXAMPLE")
 *         .build();
 *
 * Pergola backend =
 *     Pergola.builder(schema)
 *         .store(EmbeddedStore.inMemory())
 *         .authorizationModes(modes -> modes.userPool(cognito))
 *         .build();
 * }</pre>
 */
@NullMarked
package dev.pergola.auth.cognito;

import org.jspecify.annotations.NullMarked;
