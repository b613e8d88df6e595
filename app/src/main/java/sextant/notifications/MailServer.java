package sextant.notifications;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sextant.platform.OrganizationId;

/**
 * The server that takes an organization's mails (RFC 5321), and where its people reach Sextant.
 *
 * @param hasPassword the password itself is never shown
 */
public record MailServer(
        OrganizationId organization, int version, Settings settings, boolean hasPassword, Optional<Failing> failing) {
    /** How what travels to the server is protected (RFC 3207, RFC 8314). */
    public enum Protection {
        STARTTLS,
        TLS,
        NONE;

        public static final Map<String, Protection> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Protection::code, Function.identity()));

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param used whether mails are made and sent
     * @param port 1 to 65535
     * @param userName empty for a server that asks nobody who they are
     * @param sender the mailbox that mails come from
     * @param address what links in mails begin with, such as {@code https://sextant.example}
     */
    public record Settings(
            boolean used,
            String host,
            int port,
            Protection protection,
            String userName,
            String sender,
            String senderName,
            URI address) {
        /** A link to one of our pages. */
        public String link(String path) {
            String base = address.toString();
            return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
        }
    }

    /**
     * The server takes nothing at present; what waits goes on waiting.
     *
     * @param failures in a row
     * @param failure a code below {@code mail.failure.}
     * @param reply what the server said, if it said something
     */
    public record Failing(Instant since, int failures, Instant nextAttempt, String failure, String reply) {}
}
