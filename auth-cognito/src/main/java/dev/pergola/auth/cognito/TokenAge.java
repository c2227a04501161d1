package dev.pergola.auth.cognito;

import java.time.Duration;

/**
 * How long a token is good at most, whatever it says of its own end.
 *
 * @param claim the time that its age is counted from
 * @param limit how long from then
 */
record TokenAge(String claim, Duration limit) {}
