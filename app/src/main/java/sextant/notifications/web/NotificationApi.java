package sextant.notifications.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.notifications.Choices;
import sextant.notifications.ChoicesOfPersons;
import sextant.notifications.Matter;
import sextant.notifications.Notification;
import sextant.notifications.Notifications;
import sextant.notifications.ReadInbox;
import sextant.notifications.web.InboxViews.ChoicesForm;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.IfMatch;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** For programs: what one was told, and how one wants to be told. */
@RestController
@RequestMapping("/api/v1")
class NotificationApi {
    private static final String OWN = "everybody reads what they were told, and decides how";

    private final Transactions transactions;
    private final Notifications notifications;
    private final ReadInbox inbox;
    private final ChoicesOfPersons choices;

    NotificationApi(Transactions transactions, Notifications notifications, ReadInbox inbox, ChoicesOfPersons choices) {
        this.transactions = transactions;
        this.notifications = notifications;
        this.inbox = inbox;
        this.choices = choices;
    }

    /**
     * @param text the sentence in the reader's language
     * @param path the page where it is seen
     * @param note what somebody wrote about it
     */
    record NotificationResource(
            UUID id,
            String matter,
            String text,
            String path,
            String note,
            Instant at,
            @Nullable Instant readAt) {}

    record ReadRequest(@Nullable Boolean read) {}

    record AllReadRequest(@Nullable String until) {}

    /** From matter to way: {@code inbox}, {@code digest} or {@code mail}; the hour is of the person's own clock, 0 to 23. */
    record ChoicesResource(Map<String, String> ways, int digestHour, int version) {}

    record ChoicesRequest(
            @Nullable Map<String, String> ways, @Nullable Integer digestHour) {}

    /** The newest first. */
    @Answers(value = NotificationResource.class, list = true)
    @GetMapping("/notifications")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<Object> list(
            Actor actor,
            @RequestParam(defaultValue = "false") String unread,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return KeysetPage.asked(
                texts(actor),
                Checks.ofRequest(),
                limit,
                after,
                page -> transactions.read(
                        actor.organization(),
                        () -> page.answer(
                                notifications.page(
                                        actor.organization(),
                                        actor.person(),
                                        Checks.checked(unread),
                                        page.after().flatMap(SortKey::of),
                                        page.limit() + 1),
                                one -> Notifications.key(one).toString(),
                                one -> resource(actor, one))));
    }

    /** Marks it as read, or as unread again. */
    @Answers(NotificationResource.class)
    @PutMapping("/notifications/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<Object> mark(Actor actor, @PathVariable String id, @RequestBody ReadRequest request) {
        UUID wanted = Ids.parse(id).orElseThrow(() -> new NotFound("notification"));
        if (request.read() == null) return Problems.invalid(texts(actor), List.of(FieldProblem.of("read", "required")));
        return ResponseEntity.ok(resource(actor, inbox.mark(actor, wanted, request.read())));
    }

    /** Marks all as read that one was told until then. */
    @Answers(status = 204)
    @PutMapping("/notifications")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<Object> markAll(Actor actor, @RequestBody AllReadRequest request) {
        Checks checks = Checks.ofRequest();
        Instant until = instant(checks, checks.required("until", request.until(), 40));
        if (!checks.problems().isEmpty()) return Problems.invalid(texts(actor), checks.problems());
        inbox.markAll(actor, until);
        return ResponseEntity.noContent().build();
    }

    @Answers(ChoicesResource.class)
    @GetMapping("/notification-choices")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<Object> choices(Actor actor) {
        return answer(transactions.read(actor.organization(), () -> choices.of(actor.organization(), actor.person())));
    }

    @Answers(ChoicesResource.class)
    @PutMapping("/notification-choices")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    ResponseEntity<Object> choose(
            Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ChoicesRequest request) {
        Map<String, String> ways = Optional.ofNullable(request.ways()).orElse(Map.of());
        ChoicesForm form = new ChoicesForm(
                ways.get(Matter.DECISION.code()),
                ways.get(Matter.OUTCOME.code()),
                ways.get(Matter.TASK.code()),
                ways.get(Matter.STATUS.code()),
                ways.get(Matter.DOCUMENT.code()),
                ways.get(Matter.JOB.code()),
                request.digestHour() == null ? null : String.valueOf(request.digestHour()),
                null);
        return IfMatch.required(
                texts(actor), ifMatch, version -> switch (ChoicesForms.choices(Checks.ofRequest(), form, version)) {
                    case Parsed.Invalid<Choices> invalid -> Problems.invalid(texts(actor), invalid.problems());
                    case Parsed.Valid<Choices>(var wanted) -> answer(choices.change(actor, wanted));
                });
    }

    private static ResponseEntity<Object> answer(Choices choices) {
        Map<Matter, String> ways = new EnumMap<>(Matter.class);
        for (Matter matter : Matter.values())
            ways.put(matter, choices.of(matter).code());
        Map<String, String> codes = new java.util.LinkedHashMap<>();
        ways.forEach((matter, way) -> codes.put(matter.code(), way));
        return ResponseEntity.ok()
                .eTag(ETag.of(choices.version()))
                .body(new ChoicesResource(codes, choices.digestHour(), choices.version()));
    }

    private static NotificationResource resource(Actor actor, Notification one) {
        return new NotificationResource(
                one.id(),
                one.matter().code(),
                one.told(actor.reader()),
                one.path(),
                one.note(),
                one.at(),
                one.readAt().orElse(null));
    }

    /** RFC 3339; the beginning of time when it is not one, which then has a problem. */
    static Instant instant(Checks checks, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            if (!text.isEmpty()) checks.reject("until", "not-a-moment", text);
            return Instant.EPOCH;
        }
    }

    static int version(@Nullable String raw) {
        return raw != null && raw.matches("\\d{1,9}") ? Integer.parseInt(raw) : 0;
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
