package sextant.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says at each step what the test wants it to say; where that is nothing, it hangs up. */
final class ScriptedServer implements AutoCloseable {
    static final String HANGS_UP = "";

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    ScriptedServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param step MAIL, RCPT, DATA, or END for the end of the message */
    void says(String step, String answer) {
        answers.put(step, answer);
    }

    void saysAsUsual(String step) {
        answers.remove(step);
    }

    /** Each message that was read to its end, accepted or not. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket one = socket.accept()) {
                talk(one);
            } catch (IOException ended) {
                // the next one
            }
        }
    }

    private void talk(Socket one) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8));
        say(one, "220 scripted");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String step = line.length() < 4 ? line : line.substring(0, 4);
            String answer = answers.getOrDefault(step, step.equals("DATA") ? "354 go on" : "250 ok");
            if (!say(one, answer)) return;
            if (!step.equals("DATA") || !answer.startsWith("354")) continue;
            StringBuilder message = new StringBuilder();
            for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine())
                message.append(text).append('\n');
            messages.add(message.toString());
            if (!say(one, answers.getOrDefault("END", "250 accepted"))) return;
        }
    }

    private static boolean say(Socket one, String answer) throws IOException {
        if (answer.equals(HANGS_UP)) return false;
        OutputStream out = one.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
