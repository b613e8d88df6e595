package sextant.notifications;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real mail server on the loopback, and what it received. */
public final class PostOffice implements AutoCloseable {
    /** @param parts from media type to text; an attachment by its file's name */
    public record Received(String id, String from, String to, String subject, Map<String, String> parts) {
        public String plain() {
            return parts.getOrDefault("text/plain", "");
        }

        public String html() {
            return parts.getOrDefault("text/html", "");
        }
    }

    private GreenMail server;
    private final int port;

    public PostOffice() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        port = server.getSmtp().getPort();
    }

    public int port() {
        return port;
    }

    public GreenMail server() {
        return server;
    }

    public void stop() {
        server.stop();
    }

    /** On the same port; what was received before is forgotten. */
    public void startAgain() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    public List<Received> received() {
        return Arrays.stream(server.getReceivedMessages())
                .map(PostOffice::received)
                .toList();
    }

    public List<Received> to(String address) {
        return received().stream().filter(one -> one.to().equals(address)).toList();
    }

    private static Received received(MimeMessage message) {
        try {
            Map<String, String> parts = new LinkedHashMap<>();
            for (Part part : leaves(message))
                parts.put(
                        part.getFileName() == null
                                ? part.getContentType().replaceFirst(";(?s).*", "")
                                : part.getFileName(),
                        new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
            return new Received(
                    message.getMessageID(),
                    message.getFrom()[0].toString(),
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Part> leaves(Part part) throws IOException, MessagingException {
        if (!(part.getContent() instanceof Multipart several)) return List.of(part);
        List<Part> leaves = new ArrayList<>();
        for (int i = 0; i < several.getCount(); i++) {
            BodyPart one = several.getBodyPart(i);
            leaves.addAll(leaves(one));
        }
        return leaves;
    }

    @Override
    public void close() {
        server.stop();
    }
}
