package sextant.people;

import java.util.Locale;
import java.util.Optional;

/** What a password must be: ASVS 5.0 section 6.2 (length decides, no composition rules, nothing known of the person). */
public final class PasswordRule {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 128;

    private PasswordRule() {}

    /** The code of what is wrong, below {@code problem.}; empty when the password will do. */
    public static Optional<String> problem(String password, String email, String name) {
        if (password.length() < SHORTEST) return Optional.of("password-short");
        if (password.length() > LONGEST) return Optional.of("password-long");
        if (password.chars().distinct().count() < 5) return Optional.of("password-plain");
        String lower = password.toLowerCase(Locale.ROOT);
        String account = email.contains("@") ? email.substring(0, email.indexOf('@')) : email;
        boolean personal = (account.length() >= 4 && lower.contains(account.toLowerCase(Locale.ROOT)))
                || (name.length() >= 4 && lower.contains(name.toLowerCase(Locale.ROOT)))
                || lower.contains("sextant");
        return personal ? Optional.of("password-personal") : Optional.empty();
    }
}
