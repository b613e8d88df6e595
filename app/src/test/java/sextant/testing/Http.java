package sextant.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One visitor: keeps cookies, sends forms with their CSRF token (or an API token instead of both), and follows no redirect,
 * so that a test sees each answer.
 */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** @param statements the SQL that the request ran */
    public record Answer(int status, HttpHeaders headers, byte[] bytes, List<String> statements) {
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Empty when the header is missing. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            String text = body();
            return status + " " + headers.map() + "\n" + (text.length() > 2000 ? text.substring(0, 2000) : text);
        }
    }

    private final URI server;
    private final Statements statements;
    private final Optional<String> token;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private String csrf = "";

    Http(URI server, Statements statements, Optional<String> token) {
        this.server = server;
        this.statements = statements;
        this.token = token;
    }

    /** @param headers names and values, in turn */
    public Answer get(String path, String... headers) {
        return send("GET", path, "", BodyPublishers.noBody(), headers);
    }

    /** A form, with its CSRF token; the same name may be given several times. */
    public Answer post(String path, String... namesAndValues) {
        return postUnprotected(path, with(namesAndValues, "_csrf", csrf()));
    }

    /** A form without a CSRF token. */
    public Answer postUnprotected(String path, String... namesAndValues) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2)
            form.append(form.isEmpty() ? "" : "&")
                    .append(encoded(namesAndValues[i]))
                    .append('=')
                    .append(encoded(namesAndValues[i + 1]));
        return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form.toString()));
    }

    /** A form with one file, and its CSRF token. */
    public Answer postFile(String path, String field, String fileName, byte[] content, String... namesAndValues) {
        String boundary = "boundary-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String[] fields = with(namesAndValues, "_csrf", csrf());
        for (int i = 0; i < fields.length; i += 2)
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n"
                            + fields[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                "POST",
                path,
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "Accept",
                "text/html");
    }

    /** A request of the API; an empty body is none. Headers as names and values. */
    public Answer json(String method, String path, String body, String... headers) {
        return send(
                method,
                path,
                body.isEmpty() ? "" : "application/json",
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                headers);
    }

    public Answer send(String method, String path, String contentType, BodyPublisher body, String... headers) {
        String id = UUID.randomUUID().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(3))
                .header(Statements.HEADER, id)
                .method(method, body);
        if (!contentType.isEmpty()) request.header("Content-Type", contentType);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        String kept = String.join(
                "; ",
                cookies.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .toList());
        if (!kept.isEmpty()) request.header("Cookie", kept);
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            cookies.put(server, answer.headers().map());
            return new Answer(answer.statusCode(), answer.headers(), answer.body(), statements.take(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Signs in by the page. @throws IllegalStateException when that fails */
    public Http signIn(String email, String password) {
        Answer answer = post("/sign-in", "email", email, "password", password);
        if (answer.status() != 303) throw new IllegalStateException("could not sign in: " + answer);
        return this;
    }

    /** The cookie's value; empty when it is not there. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private String csrf() {
        if (token.isPresent() || !csrf.isEmpty()) return csrf;
        Matcher field = CSRF.matcher(get("/sign-in").body());
        if (!field.find()) throw new IllegalStateException("the sign-in page has no CSRF token");
        csrf = field.group(1);
        return csrf;
    }

    private static String[] with(String[] namesAndValues, String name, String value) {
        String[] all = java.util.Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        all[namesAndValues.length] = name;
        all[namesAndValues.length + 1] = value;
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
