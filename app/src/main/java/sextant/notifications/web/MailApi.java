package sextant.notifications.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.notifications.Mail;
import sextant.notifications.MailServer;
import sextant.notifications.MailServers;
import sextant.notifications.Mails;
import sextant.notifications.SetUpMail;
import sextant.notifications.Trouble;
import sextant.notifications.web.MailForms.Wanted;
import sextant.notifications.web.MailViews.ServerForm;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.IfMatch;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** For programs: the organization's mail server and outbox. */
@RestController
@RequestMapping("/api/v1")
class MailApi {
    private final Transactions transactions;
    private final MailServers servers;
    private final Mails mails;
    private final SetUpMail setUp;

    MailApi(Transactions transactions, MailServers servers, Mails mails, SetUpMail setUp) {
        this.transactions = transactions;
        this.servers = servers;
        this.mails = mails;
        this.setUp = setUp;
    }

    /** @param password left out to keep the one that is there */
    record MailServerRequest(
            @Nullable Boolean used,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String protection,
            @Nullable String userName,
            @Nullable String password,
            @Nullable String sender,
            @Nullable String senderName,
            @Nullable String address,
            @Nullable String reason) {}

    /**
     * @param failing what keeps the server from taking mails; null while it takes them
     * @param failingSince null while it takes them
     */
    record MailServerResource(
            boolean used,
            String host,
            int port,
            String protection,
            String userName,
            boolean hasPassword,
            String sender,
            String senderName,
            String address,
            @Nullable Instant failingSince,
            @Nullable String failing,
            int version) {}

    /** @param failure a code, and reply what the server said; both empty when nothing failed */
    record MailTestResource(boolean accepted, String recipient, String failure, String reply) {}

    record MailResource(
            UUID id,
            String purpose,
            @Nullable UUID person,
            String recipient,
            String messageId,
            String state,
            int attempts,
            Instant madeAt,
            @Nullable Instant endedAt,
            String failure,
            String reply) {}

    @Answers(MailServerResource.class)
    @GetMapping("/mail-server")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> server(Actor actor) {
        MailServer server = transactions
                .read(actor.organization(), () -> servers.find(actor.organization()))
                .orElseThrow(() -> new NotFound("mail-server"));
        return ResponseEntity.ok().eTag(ETag.of(server.version())).body(resource(server));
    }

    /** Sets it up, where none is with {@code If-Match: "0"}. */
    @Answers(MailServerResource.class)
    @PutMapping("/mail-server")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> change(
            Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailServerRequest request) {
        Checks checks = Checks.ofRequest();
        if (request.used() == null) checks.reject("used", "required");
        ServerForm form = new ServerForm(
                String.valueOf(Boolean.TRUE.equals(request.used())),
                request.host(),
                request.port() == null ? null : String.valueOf(request.port()),
                request.protection(),
                request.userName(),
                request.password(),
                request.sender(),
                request.senderName(),
                request.address(),
                request.reason(),
                null);
        Optional<MailServer> now = transactions.read(actor.organization(), () -> servers.find(actor.organization()));
        return IfMatch.required(texts(actor), ifMatch, version -> switch (MailForms.server(checks, form, now)) {
            case Parsed.Invalid<Wanted> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Wanted>(var wanted) -> {
                setUp.change(actor, version, wanted.settings(), wanted.password(), wanted.reason());
                yield server(actor);
            }
        });
    }

    /** Sends a mail to whoever asks, and answers what the server said. */
    @Answers(MailTestResource.class)
    @PostMapping("/mail-server/tests")
    @Requires(Permission.ORGANIZATION_MANAGE)
    MailTestResource test(Actor actor) {
        return switch (setUp.test(actor)) {
            case SetUpMail.Tested.Accepted(var recipient) -> new MailTestResource(true, recipient, "", "");
            case SetUpMail.Tested.Failed(Trouble trouble) ->
                new MailTestResource(false, "", trouble.code(), trouble.reply());
        };
    }

    /** The newest first, without what they say. */
    @Answers(value = MailResource.class, list = true)
    @GetMapping("/mails")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        Checks checks = Checks.ofRequest();
        Optional<Mail.State> only = checks.choice("state", state, Mail.State.BY_CODE);
        return KeysetPage.asked(
                texts(actor),
                checks,
                limit,
                after,
                page -> transactions.read(
                        actor.organization(),
                        () -> page.answer(
                                mails.page(
                                        actor.organization(),
                                        only,
                                        page.after().flatMap(SortKey::of),
                                        page.limit() + 1),
                                mail -> Mails.key(mail).toString(),
                                MailApi::resource)));
    }

    /** Sends one again that is stuck. */
    @Answers(status = 204)
    @PostMapping("/mails/{id}/attempts")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> again(Actor actor, @PathVariable String id) {
        return decided(actor, setUp.again(actor, id(id)));
    }

    /** Takes one out that waits or is stuck. */
    @Answers(status = 204)
    @DeleteMapping("/mails/{id}")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> drop(Actor actor, @PathVariable String id) {
        return decided(actor, setUp.drop(actor, id(id)));
    }

    private static ResponseEntity<Object> decided(Actor actor, SetUpMail.Decided decided) {
        return switch (decided) {
            case SetUpMail.Decided.Done done -> ResponseEntity.noContent().build();
            case SetUpMail.Decided.Overtaken overtaken -> Problems.refused(texts(actor), "mail-overtaken");
        };
    }

    private static MailServerResource resource(MailServer server) {
        MailServer.Settings settings = server.settings();
        return new MailServerResource(
                settings.used(),
                settings.host(),
                settings.port(),
                settings.protection().code(),
                settings.userName(),
                server.hasPassword(),
                settings.sender(),
                settings.senderName(),
                settings.address().toString(),
                server.failing().map(MailServer.Failing::since).orElse(null),
                server.failing().map(MailServer.Failing::failure).orElse(null),
                server.version());
    }

    private static MailResource resource(Mail mail) {
        return new MailResource(
                mail.id(),
                mail.purpose().code(),
                mail.person().map(one -> one.value()).orElse(null),
                mail.recipient(),
                mail.messageId(),
                mail.state().code(),
                mail.attempts(),
                mail.madeAt(),
                mail.endedAt().orElse(null),
                mail.trouble().code(),
                mail.trouble().reply());
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound("mail"));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
