package sextant.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.database.RememberedAnswers;
import sextant.platform.database.RememberedAnswers.Answer;
import sextant.platform.database.RememberedAnswers.Remembered;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a POST that creates safe to send again: under the same {@code Idempotency-Key} the thing is made once, and every
 * further request within a day gets the first one's answer. The key is claimed in the transaction that creates, so both
 * happen or neither; whoever sends the same key at the same time waits for that transaction. Only successes are
 * remembered: after a refusal the same key may be used again.
 */
@Component
public class Idempotency {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private final RememberedAnswers answers;
    private final Transactions transactions;
    private final JsonMapper json;

    Idempotency(RememberedAnswers answers, Transactions transactions, JsonMapper json) {
        this.answers = answers;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * @param key the header; without one the thing is simply made
     * @param endpoint what the request was sent to, such as {@code POST /persons/{id}/invitations} with the id in it
     * @param request what tells one request from another: its body, parsed
     */
    public ResponseEntity<Object> once(
            Viewer sender,
            @Nullable String key,
            String endpoint,
            Object request,
            Supplier<ResponseEntity<Object>> create) {
        if (key == null) return create.get();
        Texts texts = sender.reader().texts();
        if (!KEY.matcher(key).matches())
            return Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency-key-unusable",
                    texts.text("problem.title.idempotency-key-unusable"),
                    texts.text("problem.detail.idempotency-key-unusable"));
        RememberedAnswers.Key own = new RememberedAnswers.Key(sender.organization(), sender.id(), key);
        Hash hash = Hash.sha256((endpoint + "\n" + json.writeValueAsString(request)).getBytes(StandardCharsets.UTF_8));
        return transactions.writeUnless(
                sender.organization(), answer -> !answer.getStatusCode().is2xxSuccessful(), () -> {
                    if (!answers.claim(own, hash)) {
                        Remembered first = answers.get(own);
                        return first.request().equals(hash) ? again(first.answer()) : reused(texts);
                    }
                    ResponseEntity<Object> answer = create.get();
                    if (answer.getStatusCode().is2xxSuccessful()) answers.remember(own, remembered(answer));
                    return answer;
                });
    }

    private Answer remembered(ResponseEntity<Object> answer) {
        URI location = answer.getHeaders().getLocation();
        Object body = answer.getBody();
        return new Answer(
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                answer.getHeaders().getETag(),
                body == null ? null : json.writeValueAsString(body));
    }

    private ResponseEntity<Object> again(Answer first) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(first.status());
        if (first.location() != null) answer.location(URI.create(first.location()));
        if (first.etag() != null) answer.eTag(first.etag());
        if (first.body() == null) return answer.build();
        return answer.contentType(MediaType.APPLICATION_JSON).body(json.readTree(first.body()));
    }

    private static ResponseEntity<Object> reused(Texts texts) {
        return Problems.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                texts.text("problem.title.idempotency-key-reused"),
                texts.text("problem.detail.idempotency-key-reused"));
    }
}
