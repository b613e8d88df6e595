package sextant.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One connection to the server, kept alive. It does as little as it can, because it runs on the same cores as the server
 * whose time it measures: a request is bytes that were made before, an answer is read and, unless asked for, thrown away.
 */
final class Http implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300_000;

    /** @param wireBytes status line, headers and body as they came over the wire */
    record Answer(int status, List<String> headers, byte[] body, long wireBytes) {
        /** The value of each header of that name. */
        List<String> all(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }

        /** The body, unpacked. */
        byte[] content() throws IOException {
            if (header("Content-Encoding").filter("gzip"::equals).isEmpty()) return body;
            try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return unpacked.readAllBytes();
            }
        }

        String text() throws IOException {
            return new String(content(), StandardCharsets.UTF_8);
        }
    }

    private final int port;
    private final byte[] buffer = new byte[64 * 1024];
    private Socket socket;
    private InputStream in;
    private int from;
    private int to;
    private long taken;

    Http(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
        this.in = socket.getInputStream();
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        return socket;
    }

    /** The bytes of a request. Headers as "Name: value". */
    static byte[] request(String method, String path, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n");
        for (String header : headers) head.append(header).append("\r\n");
        if (body.length > 0 || !method.equals("GET"))
            head.append("Content-Length: ").append(body.length).append("\r\n");
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    /** Sends the request and reads the whole answer; its body is empty unless wanted. */
    Answer send(byte[] request, boolean wantsBody) throws IOException {
        taken = 0;
        socket.getOutputStream().write(request);
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) lines.add(line);
        int status = Integer.parseInt(lines.removeFirst().substring(9, 12));
        ByteArrayOutputStream body = wantsBody ? new ByteArrayOutputStream() : null;
        boolean closes = false;
        boolean chunked = false;
        long length = 0;
        for (String header : lines) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:"))
                length = Long.parseLong(lower.substring(15).strip());
            if (lower.startsWith("transfer-encoding:")) chunked = lower.contains("chunked");
            if (lower.startsWith("connection:")) closes = lower.contains("close");
        }
        if (status != 204 && status != 304) {
            if (chunked) chunks(body);
            else take(length, body);
        }
        if (closes) reconnect();
        return new Answer(status, lines, body == null ? new byte[0] : body.toByteArray(), taken);
    }

    private void chunks(@org.jspecify.annotations.Nullable ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long length = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
            take(length, body);
            String end = line();
            if (length == 0) {
                while (!end.isEmpty()) end = line();
                return;
            }
        }
    }

    private void take(long length, @org.jspecify.annotations.Nullable ByteArrayOutputStream body) throws IOException {
        long left = length;
        while (left > 0) {
            if (from == to) fill();
            int now = (int) Math.min(left, to - from);
            if (body != null) body.write(buffer, from, now);
            from += now;
            left -= now;
            taken += now;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (from == to) fill();
            int c = buffer[from++] & 0xFF;
            taken++;
            if (c == '\n') return line.toString();
            if (c != '\r') line.append((char) c);
        }
    }

    private void fill() throws IOException {
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
            to = 0;
            throw new EOFException("the server closed the connection");
        }
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = connected(port);
        in = socket.getInputStream();
        from = 0;
        to = 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
