package sextant.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program with one API token. An answer that is no success ends the benchmark with what the server said. */
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;
    private final String token;

    Api(int port, String token) throws IOException {
        this.http = new Http(port);
        this.token = token;
    }

    /** @param etag what a later write names in If-Match; empty when there was none */
    record Reply(JsonNode json, String etag, String location) {
        String text(String field) {
            return json.get(field).asString();
        }
    }

    Reply get(String path) throws IOException {
        return reply("GET", path, send("GET", path, List.of(), new byte[0]));
    }

    Reply post(String path, Map<String, ?> body) throws IOException {
        return json("POST", path, body, "");
    }

    Reply put(String path, String etag, Map<String, ?> body) throws IOException {
        return json("PUT", path, body, etag);
    }

    Reply json(String method, String path, Map<String, ?> body, String etag) throws IOException {
        return reply(method, path, sendJson(method, path, body, etag));
    }

    Reply csv(String path, byte[] rows) throws IOException {
        return reply("POST", path, send("POST", path, List.of("Content-Type: text/csv"), rows));
    }

    /** The content of a file. */
    byte[] file(String path) throws IOException {
        Http.Answer answer = send("GET", path, List.of(), new byte[0]);
        if (answer.status() != 200) throw refused("GET", path, answer);
        return answer.content();
    }

    /** The bytes of such a request, for sending it many times. */
    byte[] request(String method, String path, Map<String, ?> body, String etag) {
        List<String> headers = new ArrayList<>();
        headers.add("Authorization: Bearer " + token);
        headers.add("Accept: application/json");
        if (!body.isEmpty()) headers.add("Content-Type: application/json");
        if (!etag.isEmpty()) headers.add("If-Match: " + etag);
        byte[] bytes = body.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(body);
        return Http.request(method, "/api/v1" + path, headers, bytes);
    }

    private Http.Answer sendJson(String method, String path, Map<String, ?> body, String etag) throws IOException {
        return http.send(request(method, path, body, etag), true);
    }

    private Http.Answer send(String method, String path, List<String> more, byte[] body) throws IOException {
        List<String> headers = new ArrayList<>(more);
        headers.add("Authorization: Bearer " + token);
        return http.send(Http.request(method, "/api/v1" + path, headers, body), true);
    }

    private static Reply reply(String method, String path, Http.Answer answer) throws IOException {
        if (answer.status() / 100 != 2) throw refused(method, path, answer);
        byte[] content = answer.content();
        return new Reply(
                Objects.requireNonNull(JSON.readTree(content.length == 0 ? bytes("{}") : content)),
                answer.header("ETag").orElse(""),
                answer.header("Location").orElse(""));
    }

    private static IOException refused(String method, String path, Http.Answer answer) throws IOException {
        return new IOException(method + " " + path + ": " + answer.status() + " " + answer.text());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
