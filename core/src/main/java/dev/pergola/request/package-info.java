/**
 * Requests and responses for hosts that never see the GraphQL engine: {@link
 * dev.pergola.request.DataRequest} in, {@link dev.pergola.request.DataResponse} out, and the {@link
 * dev.pergola.request.Limits} between.
 */
@NullMarked
package dev.pergola.request;

import org.jspecify.annotations.NullMarked;
