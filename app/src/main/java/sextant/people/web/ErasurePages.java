package sextant.people.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.people.Actor;
import sextant.people.ErasePerson;
import sextant.people.LegalHold;
import sextant.people.LegalHolds;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonId;
import sextant.people.PersonName;
import sextant.people.Persons;
import sextant.people.Requires;
import sextant.people.web.ErasureViews.ErasurePage;
import sextant.people.web.ErasureViews.HoldLine;
import sextant.people.web.ErasureViews.HoldsPage;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;

/** Erasing somebody, and what stands against it. */
@Controller
class ErasurePages {
    private final Pages pages;
    private final Transactions transactions;
    private final Persons persons;
    private final ErasePerson erase;
    private final LegalHolds holds;
    private final Clock clock;

    ErasurePages(
            Pages pages, Transactions transactions, Persons persons, ErasePerson erase, LegalHolds holds, Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.persons = persons;
        this.erase = erase;
        this.holds = holds;
        this.clock = clock;
    }

    @GetMapping("/people/persons/{id}/erasure")
    @Requires(Permission.PERSONS_MANAGE)
    View show(Actor actor, @PathVariable PersonId id) {
        return erasure(actor, id, "", Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/persons/{id}/erasure")
    @Requires(Permission.PERSONS_MANAGE)
    View erase(
            Actor actor,
            @PathVariable PersonId id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirmed) {
        Checks checks = Checks.ofRequest();
        String because = checks.required("reason", reason, 2000);
        if (!Checks.checked(confirmed)) checks.reject("confirmed", "confirm");
        if (!checks.problems().isEmpty())
            return erasure(actor, id, reason, new Errors(checks.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
        return switch (erase.erase(actor, id, because)) {
            case ErasePerson.Result.Erased(String name) ->
                pages.redirect("/people", Notice.done("person-erased", name));
            // The page says what stands against it.
            case ErasePerson.Result refused ->
                erasure(actor, id, reason, Errors.NONE, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @GetMapping("/people/holds")
    @Requires(Permission.PERSONS_MANAGE)
    View holds(Actor actor) {
        return holds(actor, "", "", "", Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/people/holds")
    @Requires(Permission.PERSONS_MANAGE)
    View place(
            Actor actor,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until) {
        Checks checks = Checks.ofRequest();
        HoldForms.Hold hold = HoldForms.hold(checks, person, reason, until, today(actor));
        boolean known = hold.person().isEmpty()
                || names(actor).containsKey(hold.person().get());
        if (!known) checks.reject("person", "no-such-person");
        if (!checks.problems().isEmpty())
            return holds(actor, person, reason, until, new Errors(checks.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
        holds.place(actor, hold.person(), hold.reason(), hold.until());
        return pages.redirect("/people/holds", Notice.done("hold-placed"));
    }

    @PostMapping("/people/holds/{id}/lifting")
    @Requires(Permission.PERSONS_MANAGE)
    View lift(Actor actor, @PathVariable String id) {
        holds.lift(actor, Ids.parse(id).orElseThrow(() -> new NotFound(LegalHolds.KIND)), "");
        return pages.redirect("/people/holds", Notice.done("hold-lifted"));
    }

    private View erasure(Actor actor, PersonId id, String reason, Errors errors, HttpStatus status) {
        Texts texts = actor.reader().texts();
        return transactions.read(actor.organization(), () -> {
            Person person = persons.get(actor.organization(), id);
            List<LegalHold> against = holds.against(actor.organization(), id, today(actor));
            String refused = erase.refusal(person)
                    .map(code -> code.equals("person-erased")
                            ? texts.text("erasure.already")
                            : texts.text("erasure.active", person.name()))
                    .orElse("");
            return pages.show(
                    "people/erasure.jte",
                    new ErasurePage(
                            id,
                            person.name(),
                            erase.called(actor.organization(), id),
                            refused,
                            lines(actor, against),
                            refused.isEmpty() && against.isEmpty(),
                            reason,
                            errors),
                    status);
        });
    }

    private View holds(Actor actor, String person, String reason, String until, Errors errors, HttpStatus status) {
        return transactions.read(
                actor.organization(),
                () -> pages.show(
                        "people/holds.jte",
                        new HoldsPage(
                                lines(actor, holds.standing(actor.organization())),
                                persons.names(actor.organization()).stream()
                                        .map(one -> new Option(one.id().toString(), one.name()))
                                        .toList(),
                                person,
                                reason,
                                until,
                                errors),
                        status));
    }

    private List<HoldLine> lines(Actor actor, List<LegalHold> standing) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        Map<PersonId, String> names = names(actor);
        return standing.stream()
                .map(one -> new HoldLine(
                        one.id(),
                        one.person()
                                .map(person -> names.getOrDefault(person, ""))
                                .orElseGet(() -> texts.text("hold.everybody")),
                        one.reason(),
                        one.until().map(formats::date).orElse(""),
                        formats.time(one.placedAt()),
                        names.getOrDefault(one.placedBy(), ""),
                        one.until().filter(today(actor)::isAfter).isPresent()))
                .toList();
    }

    private Map<PersonId, String> names(Actor actor) {
        Map<PersonId, String> names = new HashMap<>();
        transactions
                .read(actor.organization(), () -> persons.names(actor.organization()))
                .forEach((PersonName one) -> names.put(one.id(), one.name()));
        return names;
    }

    private LocalDate today(Actor actor) {
        return LocalDate.ofInstant(clock.instant(), actor.organizationZone());
    }
}
