package sextant.notifications;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.javamail.MimeMessageHelper;

/** One connection to a mail server (RFC 5321), over which one mail goes after the other. */
final class MailConnection implements AutoCloseable {
    /** What became of a mail. */
    sealed interface Outcome {
        record Accepted() implements Outcome {}

        /** For good: it is not tried again by itself. */
        record Refused(Trouble trouble) implements Outcome {}

        /** For now. */
        record Deferred(Trouble trouble) implements Outcome {}

        /** It is not this mail: the server takes none. It was not accepted. */
        record ServerFails(Trouble trouble) implements Outcome {}

        /** The server was reading it, and nobody knows whether it accepted it. */
        record Unsettled(Trouble trouble) implements Outcome {}
    }

    /** The server cannot be reached, or not in the way that the settings ask for. */
    static final class CannotConnect extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Trouble trouble;

        CannotConnect(Trouble trouble) {
            super(trouble.toString());
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }

    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;
    private static final int NOT_SIGNED_IN = 530;
    private static final int SHUTTING_DOWN = 421;

    private final MailServer.Settings settings;
    private final Session session;
    private final Transport transport;

    private MailConnection(MailServer.Settings settings, Session session, Transport transport) {
        this.settings = settings;
        this.session = session;
        this.transport = transport;
    }

    /**
     * @param password empty where the server asks for none
     * @param patience with each step
     */
    static MailConnection open(MailServer.Settings settings, String password, Duration patience) throws CannotConnect {
        Session session = Session.getInstance(properties(settings, patience));
        try {
            Transport transport = session.getTransport("smtp");
            boolean signsIn = !settings.userName().isEmpty();
            transport.connect(
                    settings.host(), settings.port(), signsIn ? settings.userName() : null, signsIn ? password : null);
            return new MailConnection(settings, session, transport);
        } catch (MessagingException failed) {
            throw new CannotConnect(connecting(failed));
        }
    }

    private static Properties properties(MailServer.Settings settings, Duration patience) {
        String milliseconds = String.valueOf(patience.toMillis());
        Properties all = new Properties();
        all.setProperty("mail.smtp.connectiontimeout", milliseconds);
        all.setProperty("mail.smtp.timeout", milliseconds);
        all.setProperty("mail.smtp.writetimeout", milliseconds);
        all.setProperty("mail.smtp.auth", String.valueOf(!settings.userName().isEmpty()));
        all.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        all.setProperty("mail.smtp.from", settings.sender());
        all.setProperty("mail.smtp.quitwait", "false");
        String self = settings.address().getHost();
        if (self != null) all.setProperty("mail.smtp.localhost", self);
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.protection()) {
            case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                all.setProperty("mail.smtp.starttls.enable", "true");
                all.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> all.setProperty("mail.smtp.starttls.enable", "false");
        }
        return all;
    }

    boolean isOpen() {
        return transport.isConnected();
    }

    /** @param handingOver run when the server is about to read it, before the first byte of it goes */
    Outcome send(Mail mail, Runnable handingOver) {
        Written message = new Written(session, mail.messageId(), handingOver);
        try {
            write(message, mail);
        } catch (MessagingException unwritable) {
            // Such as an address that no mail can have. It must keep no other mail waiting.
            return new Outcome.Refused(new Trouble("unwritable", said(unwritable)));
        }
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Accepted();
        } catch (MessagingException failed) {
            return outcome(failed, message.handedOver);
        }
    }

    /** The message as it goes: its id is the mail's own, at each attempt the same. */
    private static final class Written extends MimeMessage {
        private final String id;
        private final Runnable handingOver;
        private boolean handedOver;

        Written(Session session, String id, Runnable handingOver) {
            super(session);
            this.id = id;
            this.handingOver = handingOver;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
            if (!handedOver) {
                handingOver.run();
                handedOver = true;
            }
            super.writeTo(out, ignored);
        }
    }

    private void write(MimeMessage message, Mail mail) throws MessagingException {
        try {
            boolean attached = !mail.letter().attachments().isEmpty();
            MimeMessageHelper helper = new MimeMessageHelper(
                    message,
                    attached
                            ? MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED
                            : MimeMessageHelper.MULTIPART_MODE_RELATED,
                    StandardCharsets.UTF_8.name());
            helper.setFrom(settings.sender(), settings.senderName());
            helper.setTo(mail.recipient());
            helper.setSubject(mail.letter().subject());
            helper.setSentDate(Date.from(mail.madeAt()));
            helper.setText(mail.letter().plain(), mail.letter().html());
            for (Mail.Attachment one : mail.letter().attachments())
                helper.addAttachment(one.name(), new ByteArrayResource(one.content()), one.mediaType());
            // RFC 3834: no machine answers to a machine.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", mail.letter().language());
            message.saveChanges();
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be written", e);
        }
    }

    private static Outcome outcome(MessagingException failed, boolean handedOver) {
        List<Throwable> causes = causes(failed);
        Optional<SMTPAddressFailedException> address = first(causes, SMTPAddressFailedException.class);
        Optional<SMTPSendFailedException> answer = first(causes, SMTPSendFailedException.class);
        if (first(causes, SMTPSenderFailedException.class).isPresent())
            return new Outcome.ServerFails(new Trouble("sender-refused", said(failed)));
        if (address.isPresent())
            return answered(address.get().getReturnCode(), new Trouble("recipient-refused", said(address.get())));
        int code = answer.map(SMTPSendFailedException::getReturnCode).orElse(-1);
        if (code == SHUTTING_DOWN) return new Outcome.ServerFails(new Trouble("shutting-down", said(failed)));
        if (code == NOT_SIGNED_IN) return new Outcome.ServerFails(new Trouble("sign-in", said(failed)));
        if (code >= TRANSIENT) return answered(code, new Trouble("refused", said(failed)));
        if (handedOver) return new Outcome.Unsettled(new Trouble("unsettled", ""));
        boolean broken = first(causes, IOException.class).isPresent() || answer.isPresent();
        return broken
                ? new Outcome.ServerFails(new Trouble("broken-off", said(failed)))
                : new Outcome.Deferred(new Trouble("refused", said(failed)));
    }

    private static Outcome answered(int code, Trouble trouble) {
        return code >= PERMANENT ? new Outcome.Refused(trouble) : new Outcome.Deferred(trouble);
    }

    private static Trouble connecting(MessagingException failed) {
        List<Throwable> causes = causes(failed);
        if (first(causes, AuthenticationFailedException.class).isPresent()) return new Trouble("sign-in", said(failed));
        if (first(causes, UnknownHostException.class).isPresent()) return new Trouble("unknown-host", "");
        if (first(causes, CertificateException.class).isPresent()) return new Trouble("not-trusted", "");
        if (first(causes, SSLException.class).isPresent()) return new Trouble("not-encrypted", "");
        if (said(failed).contains("STARTTLS is required")) return new Trouble("not-encrypted", "");
        if (first(causes, MailConnectException.class).isPresent()
                || first(causes, ConnectException.class).isPresent()) return new Trouble("no-answer", "");
        return new Trouble("not-a-mail-server", said(failed));
    }

    /** The failure with all that led to it; the library has two ways of telling. */
    private static List<Throwable> causes(Throwable failed) {
        List<Throwable> found = new ArrayList<>();
        List<Throwable> open = new ArrayList<>(List.of(failed));
        while (!open.isEmpty()) {
            Throwable one = open.removeFirst();
            if (found.contains(one)) continue;
            found.add(one);
            if (one.getCause() != null) open.add(one.getCause());
            if (one instanceof MessagingException message && message.getNextException() != null)
                open.add(message.getNextException());
        }
        return found;
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String said(MessagingException failed) {
        return failed.getMessage() == null ? "" : failed.getMessage();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // it is closed either way
        }
    }
}
