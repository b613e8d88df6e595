package sextant.home;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An objective that got another status.
 *
 * @param from empty for a first verdict
 */
public record StatusChange(
        UUID objective, String reference, String title, Optional<String> from, String to, Instant at) {}
