package sextant.notifications;

/**
 * Why a mail did not go.
 *
 * @param code below {@code mail.failure.}
 * @param reply what the server said; may be empty
 */
public record Trouble(String code, String reply) {
    private static final int LONGEST = 500;

    public Trouble {
        reply = reply.strip();
        if (reply.length() > LONGEST) reply = reply.substring(0, LONGEST);
    }
}
