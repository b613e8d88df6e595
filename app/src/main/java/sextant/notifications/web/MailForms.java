package sextant.notifications.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sextant.notifications.MailServer;
import sextant.notifications.MailServer.Protection;
import sextant.notifications.web.MailViews.ServerForm;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** What somebody types about the mail server, from the page's form or the API's JSON alike. */
final class MailForms {
    /** @param password empty to keep the one that is there */
    record Wanted(MailServer.Settings settings, Optional<String> password, String reason) {}

    private static final int PORTS = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,250}[A-Za-z0-9])?");
    private static final Pattern MAILBOX =
            Pattern.compile("[^@\\s<>\",;:()]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1");

    private MailForms() {}

    /** @param now the server as it is set up; empty for the first */
    static Parsed<Wanted> server(Checks checks, ServerForm form, Optional<MailServer> now) {
        String host = checks.required("host", form.host(), 253).toLowerCase(Locale.ROOT);
        if (!host.isEmpty() && !HOST.matcher(host).matches()) checks.reject("host", "host");
        Optional<Integer> port = checks.required("port", form.port(), 12).isEmpty()
                ? Optional.empty()
                : checks.wholeNumber("port", form.port(), 1, PORTS);
        Optional<Protection> protection = checks.requiredChoice("protection", form.protection(), Protection.BY_CODE);
        String userName = checks.optional("userName", form.userName(), 320);
        Optional<String> password = password(checks, form.password());
        String sender = mailbox(checks, "sender", checks.required("sender", form.sender(), 254));
        String senderName =
                checks.optional("senderName", form.senderName(), 200).replaceAll("\\s+", " ");
        Optional<URI> address = address(checks, checks.required("address", form.address(), 300));
        String reason = checks.optional("reason", form.reason(), 2000);
        boolean open = protection.filter(Protection.NONE::equals).isPresent();
        if (open && !userName.isEmpty() && !LOOPBACK.matcher(host).matches())
            checks.reject("protection", "mail-unprotected");
        if (userName.isEmpty() && password.isPresent()) checks.reject("userName", "required");
        if (!userName.isEmpty() && password.isEmpty() && protection.isPresent() && port.isPresent())
            if (now.filter(MailServer::hasPassword).isEmpty()) checks.reject("password", "required");
            else if (leadsElsewhere(now.get().settings(), host, port.get(), protection.get(), userName))
                checks.reject("password", "password-again");
        return Parsed.of(
                checks,
                () -> new Wanted(
                        new MailServer.Settings(
                                Checks.checked(form.used()),
                                host,
                                port.orElseThrow(),
                                protection.orElseThrow(),
                                userName,
                                sender,
                                senderName,
                                address.orElseThrow()),
                        password,
                        reason));
    }

    /** Whoever changes where the password goes must know it: else it could be sent to a server of theirs. */
    private static boolean leadsElsewhere(
            MailServer.Settings now, String host, int port, Protection protection, String userName) {
        return !now.host().equals(host)
                || now.port() != port
                || now.protection() != protection
                || !now.userName().equals(userName);
    }

    /** As it was typed: blanks may belong to it. */
    private static Optional<String> password(Checks checks, @Nullable String raw) {
        if (raw == null || raw.isEmpty()) return Optional.empty();
        if (raw.length() > 500) checks.reject("password", "too-long", 500);
        if (raw.chars().anyMatch(Character::isISOControl)) checks.reject("password", "unprintable");
        return Optional.of(raw);
    }

    static String mailbox(Checks checks, String field, String text) {
        if (!text.isEmpty() && !MAILBOX.matcher(text).matches()) checks.reject(field, "email");
        return text;
    }

    private static Optional<URI> address(Checks checks, String text) {
        if (text.isEmpty()) return Optional.empty();
        try {
            URI address = new URI(text);
            boolean plain = ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null;
            if (plain) return Optional.of(address);
        } catch (URISyntaxException notOne) {
            // told below
        }
        checks.reject("address", "web-address");
        return Optional.empty();
    }

    static ServerForm form(MailServer.Settings settings, int version) {
        return new ServerForm(
                String.valueOf(settings.used()),
                settings.host(),
                String.valueOf(settings.port()),
                settings.protection().code(),
                settings.userName(),
                null,
                settings.sender(),
                settings.senderName(),
                Objects.toString(settings.address()),
                "",
                String.valueOf(version));
    }
}
