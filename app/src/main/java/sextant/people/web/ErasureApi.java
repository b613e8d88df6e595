package sextant.people.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import sextant.people.Actor;
import sextant.people.ErasePerson;
import sextant.people.LegalHold;
import sextant.people.LegalHolds;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Requires;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.Idempotency;
import sextant.platform.web.Problems;

/** Erasing somebody, and what stands against it, for programs. */
@RestController
@RequestMapping("/api/v1")
class ErasureApi {
    private final Transactions transactions;
    private final Persons persons;
    private final ErasePerson erase;
    private final LegalHolds holds;
    private final Idempotency idempotency;
    private final Clock clock;

    ErasureApi(
            Transactions transactions,
            Persons persons,
            ErasePerson erase,
            LegalHolds holds,
            Idempotency idempotency,
            Clock clock) {
        this.transactions = transactions;
        this.persons = persons;
        this.erase = erase;
        this.holds = holds;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record ErasureRequest(@Nullable String reason) {}

    /** @param name as whom the person is known from now on */
    record ErasureResource(UUID person, String name) {}

    /** @param person null for everybody; {@code until} null until it is lifted */
    record HoldRequest(
            @Nullable String person,
            @Nullable String reason,
            @Nullable String until) {}

    record HoldResource(
            UUID id,
            @Nullable UUID person,
            String reason,
            @Nullable LocalDate until,
            Instant placedAt,
            UUID placedBy) {
        static HoldResource of(LegalHold it) {
            return new HoldResource(
                    it.id(),
                    it.person().map(PersonId::value).orElse(null),
                    it.reason(),
                    it.until().orElse(null),
                    it.placedAt(),
                    it.placedBy().value());
        }
    }

    /** For good: what identifies the person in every version of their record, and by what they signed in. */
    @Answers(ErasureResource.class)
    @PostMapping("/persons/{id}/erasure")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> erase(Actor actor, @PathVariable PersonId id, @RequestBody ErasureRequest request) {
        Texts texts = actor.reader().texts();
        Checks checks = Checks.ofRequest();
        String reason = checks.required("reason", request.reason(), 2000);
        if (!checks.problems().isEmpty()) return Problems.invalid(texts, checks.problems());
        return switch (erase.erase(actor, id, reason)) {
            case ErasePerson.Result.Erased(String name) -> ResponseEntity.ok(new ErasureResource(id.value(), name));
            case ErasePerson.Result.StillActive active -> Problems.refused(texts, "person-active");
            case ErasePerson.Result.AlreadyErased already -> Problems.refused(texts, "person-erased");
            case ErasePerson.Result.Held(List<LegalHold> held) ->
                Problems.refused(
                        texts,
                        "legal-hold",
                        held.stream().map(LegalHold::reason).collect(Collectors.joining("; ")));
        };
    }

    @Answers(value = HoldResource.class, list = true)
    @GetMapping("/legal-holds")
    @Requires(Permission.PERSONS_MANAGE)
    List<HoldResource> holds(Actor actor) {
        return standing(actor).stream().map(HoldResource::of).toList();
    }

    private List<LegalHold> standing(Actor actor) {
        return transactions.read(actor.organization(), () -> holds.standing(actor.organization()));
    }

    private boolean known(Actor actor, PersonId person) {
        return transactions.read(
                actor.organization(),
                () -> persons.strangersAmong(actor.organization(), Set.of(person.value()))
                        .isEmpty());
    }

    @Answers(value = HoldResource.class, status = 201)
    @PostMapping("/legal-holds")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> place(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody HoldRequest request) {
        return idempotency.once(actor, key, "POST /legal-holds", request, () -> {
            Checks checks = Checks.ofRequest();
            LocalDate today = LocalDate.ofInstant(clock.instant(), actor.organizationZone());
            HoldForms.Hold hold = HoldForms.hold(checks, request.person(), request.reason(), request.until(), today);
            hold.person()
                    .filter(person -> !known(actor, person))
                    .ifPresent(stranger -> checks.reject("person", "unknown", stranger));
            if (!checks.problems().isEmpty())
                return Problems.invalid(actor.reader().texts(), checks.problems());
            UUID id = holds.place(actor, hold.person(), hold.reason(), hold.until());
            return ResponseEntity.created(URI.create("/api/v1/legal-holds/" + id))
                    .body(standing(actor).stream()
                            .filter(one -> one.id().equals(id))
                            .map(HoldResource::of)
                            .findFirst()
                            .orElseThrow());
        });
    }

    @Answers(status = 204)
    @DeleteMapping("/legal-holds/{id}")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> lift(Actor actor, @PathVariable String id) {
        holds.lift(actor, Ids.parse(id).orElseThrow(() -> new NotFound(LegalHolds.KIND)), "");
        return ResponseEntity.noContent().build();
    }
}
