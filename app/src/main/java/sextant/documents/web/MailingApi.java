package sextant.documents.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import sextant.documents.CheckpointMailing;
import sextant.documents.CheckpointMailings;
import sextant.documents.MailCheckpoints;
import sextant.documents.web.MailingForms.Wanted;
import sextant.documents.web.MailingViews.MailingForm;
import sextant.measurement.Codes;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.IfMatch;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** For programs: to whom checkpoints of the journal go by mail. */
@RestController
@RequestMapping("/api/v1/journal/mailing")
class MailingApi {
    private final Transactions transactions;
    private final CheckpointMailings mailings;
    private final MailCheckpoints mail;

    MailingApi(Transactions transactions, CheckpointMailings mailings, MailCheckpoints mail) {
        this.transactions = transactions;
        this.mailings = mailings;
        this.mail = mail;
    }

    /** @param every day, week, month or quarter; null for not by itself */
    record MailingRequest(
            @Nullable List<String> recipients,
            @Nullable String every,
            @Nullable String reason) {}

    /** @param sentSize of the tree that the last one was about */
    record MailingResource(
            List<String> recipients,
            @Nullable String every,
            @Nullable LocalDate next,
            @Nullable Instant sentAt,
            @Nullable Long sentSize,
            int version) {}

    record MailedResource(int recipients) {}

    @Answers(MailingResource.class)
    @GetMapping
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> mailing(Actor actor) {
        CheckpointMailing now = transactions.read(actor.organization(), () -> mailings.of(actor.organization()));
        return ResponseEntity.ok()
                .eTag(ETag.of(now.version()))
                .body(new MailingResource(
                        now.recipients(),
                        now.every().map(Codes::of).orElse(null),
                        now.next().orElse(null),
                        now.sent().map(CheckpointMailing.Sent::at).orElse(null),
                        now.sent().map(CheckpointMailing.Sent::size).orElse(null),
                        now.version()));
    }

    /** The first time with {@code If-Match: "0"}. */
    @Answers(MailingResource.class)
    @PutMapping
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> choose(
            Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailingRequest request) {
        MailingForm form = new MailingForm(
                request.recipients() == null ? "" : String.join("\n", request.recipients()),
                request.every(),
                request.reason(),
                null);
        return IfMatch.required(texts(actor), ifMatch, version -> switch (MailingForms.mailing(
                Checks.ofRequest(), form)) {
            case Parsed.Invalid<Wanted> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Wanted>(var wanted) -> {
                mail.choose(actor, version, wanted.recipients(), wanted.every(), wanted.reason());
                yield mailing(actor);
            }
        });
    }

    /** Sends the newest checkpoint now. */
    @Answers(value = MailedResource.class, status = 202)
    @PostMapping
    @Requires(Permission.EVIDENCE_BUILD)
    ResponseEntity<Object> sendNow(Actor actor) {
        return switch (mail.sendNow(actor)) {
            case MailCheckpoints.Result.Written(var recipients) ->
                ResponseEntity.accepted().body(new MailedResource(recipients));
            case MailCheckpoints.Result.NobodyChosen nobody -> Problems.refused(texts(actor), "checkpoint-to-nobody");
            case MailCheckpoints.Result.NoMail none -> Problems.refused(texts(actor), "checkpoint-no-mail");
        };
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
