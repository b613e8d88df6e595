package sextant.notifications;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import sextant.people.PersonId;

/**
 * One mail in the outbox.
 *
 * @param person empty when it goes to nobody who is known here
 * @param attempts how often somebody set about sending it; the last one's number tells a late answer from its successor's
 * @param handedOver how often the server began to read it without an answer that settles whether it was accepted
 */
public record Mail(
        UUID id,
        Purpose purpose,
        Optional<PersonId> person,
        String recipient,
        String messageId,
        Letter letter,
        Instant madeAt,
        State state,
        int attempts,
        int handedOver,
        Instant nextAttempt,
        Optional<Instant> endedAt,
        Trouble trouble) {
    public enum Purpose {
        NOTIFICATIONS,
        CHECKPOINT;

        static final Map<String, Purpose> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Purpose::code, Function.identity()));

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        WAITING,
        SENDING,
        /** The server accepted it. */
        SENT,
        /** The server will never take it, or did not for days. */
        REFUSED,
        /** It was handed over twice and nobody answered whether it was accepted. */
        UNSURE,
        /** It is not needed any longer. */
        DROPPED;

        public static final Map<String, State> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(State::code, Function.identity()));

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it can be sent again by hand. */
        public boolean isStuck() {
            return this == REFUSED || this == UNSURE || this == DROPPED;
        }

        public boolean isOpen() {
            return this == WAITING || this == SENDING;
        }
    }

    /** What it says, the same as text and as HTML. */
    public record Letter(String language, String subject, String plain, String html, List<Attachment> attachments) {}

    /** @param name of the file, without a path */
    @SuppressWarnings("ArrayRecordComponent") // read once, and never compared
    public record Attachment(String name, String mediaType, byte[] content) {}
}
