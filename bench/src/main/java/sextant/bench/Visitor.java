package sextant.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser as far as it matters here: cookies, forms with their CSRF token, no redirects followed. */
final class Visitor implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Http http;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(int port) throws IOException {
        this.http = new Http(port);
    }

    Http.Answer get(String path) throws IOException {
        return keep(http.send(page(path), true));
    }

    /** Fills in the form of that page and sends it there; anything but a redirect or a page is a failure. */
    Http.Answer submit(String path, String... namesAndValues) throws IOException {
        Matcher token = CSRF.matcher(get(path).text());
        if (!token.find()) throw new IOException("no form at " + path);
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token.group(1)));
        for (int i = 0; i < namesAndValues.length; i += 2)
            form.append('&').append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
        List<String> headers = new ArrayList<>(headers());
        headers.add("Content-Type: application/x-www-form-urlencoded");
        Http.Answer answer = keep(
                http.send(Http.request("POST", path, headers, form.toString().getBytes(StandardCharsets.UTF_8)), true));
        if (answer.status() >= 400) throw new IOException("POST " + path + ": " + answer.status());
        return answer;
    }

    /** The bytes of this visitor's request for a page. */
    byte[] page(String path) {
        return Http.request("GET", path, headers(), new byte[0]);
    }

    private List<String> headers() {
        String all = String.join(
                "; ",
                cookies.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toList());
        return all.isEmpty()
                ? List.of("Accept: text/html", "Accept-Language: en")
                : List.of("Accept: text/html", "Accept-Language: en", "Cookie: " + all);
    }

    private Http.Answer keep(Http.Answer answer) {
        for (String cookie : answer.all("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
