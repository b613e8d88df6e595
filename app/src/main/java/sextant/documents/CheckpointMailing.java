package sextant.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sextant.measurement.Frequency;

/**
 * To whom checkpoints go by mail.
 *
 * @param version 0 before anybody chose
 * @param recipients mail addresses, at most {@value #MOST}
 * @param every how often one goes by itself; empty for not
 * @param next the day of the next one, by the organization's clock
 */
public record CheckpointMailing(
        int version,
        List<String> recipients,
        Optional<Frequency> every,
        Optional<LocalDate> next,
        Optional<Sent> sent) {
    public static final int MOST = 20;
    /** Rarer than that, too much could be rewritten in between. */
    public static final List<Frequency> RHYTHMS =
            List.of(Frequency.DAY, Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER);

    static final CheckpointMailing NONE =
            new CheckpointMailing(0, List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @param size of the tree that it was about */
    public record Sent(Instant at, long size) {}
}
