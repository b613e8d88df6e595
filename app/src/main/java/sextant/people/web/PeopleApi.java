package sextant.people.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Invitations;
import sextant.people.ManagePersons;
import sextant.people.ManageUnits;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonId;
import sextant.people.PersonKind;
import sextant.people.PersonRegister;
import sextant.people.Persons;
import sextant.people.Requires;
import sextant.people.Role;
import sextant.people.Team;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.Unit;
import sextant.people.UnitDetails;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.people.web.PeopleForms.TeamDetails;
import sextant.people.web.PeopleResources.InvitationResource;
import sextant.people.web.PeopleResources.PersonRequest;
import sextant.people.web.PeopleResources.PersonResource;
import sextant.people.web.PeopleResources.TeamRequest;
import sextant.people.web.PeopleResources.TeamResource;
import sextant.people.web.PeopleResources.UnitRequest;
import sextant.people.web.PeopleResources.UnitResource;
import sextant.people.web.PeopleViews.GrantForm;
import sextant.people.web.PeopleViews.PersonForm;
import sextant.people.web.PeopleViews.TeamForm;
import sextant.people.web.PeopleViews.UnitForm;
import sextant.platform.Ids;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.web.Answers;
import sextant.platform.web.Checks;
import sextant.platform.web.ETag;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Idempotency;
import sextant.platform.web.IfMatch;
import sextant.platform.web.KeysetPage;
import sextant.platform.web.Parsed;
import sextant.platform.web.Problems;

/** Units, persons and teams for programs. Persons are listed by name, the others in the order in which they were made. */
@RestController
@RequestMapping("/api/v1")
class PeopleApi {
    private final Transactions transactions;
    private final AsOf asOf;
    private final Units units;
    private final Persons persons;
    private final PersonRegister register;
    private final Teams teams;
    private final ManageUnits manageUnits;
    private final ManagePersons managePersons;
    private final Invitations invitations;
    private final Idempotency idempotency;

    PeopleApi(
            Transactions transactions,
            AsOf asOf,
            Units units,
            Persons persons,
            PersonRegister register,
            Teams teams,
            ManageUnits manageUnits,
            ManagePersons managePersons,
            Invitations invitations,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.units = units;
        this.persons = persons;
        this.register = register;
        this.teams = teams;
        this.manageUnits = manageUnits;
        this.managePersons = managePersons;
        this.invitations = invitations;
        this.idempotency = idempotency;
    }

    @Answers(value = UnitResource.class, list = true)
    @GetMapping("/units")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> units(
            Actor actor,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(
                actor,
                moment,
                Checks.ofRequest(),
                limit,
                after,
                () -> units.tree(actor.organization()),
                unit -> unit.id().toString(),
                UnitResource::of);
    }

    @Answers(value = UnitResource.class, status = 201)
    @PostMapping("/units")
    @Requires(Permission.UNITS_MANAGE)
    ResponseEntity<Object> addUnit(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody UnitRequest request) {
        Checks checks = Checks.ofRequest();
        checkParent(actor, checks, request);
        return switch (PeopleForms.unit(checks, form(request), false)) {
            case Parsed.Invalid<UnitDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<UnitDetails> valid ->
                once(
                        actor,
                        key,
                        "POST /units",
                        request,
                        () -> saved(actor, manageUnits.add(actor, valid.value()), true));
        };
    }

    @Answers(UnitResource.class)
    @GetMapping("/units/{id}")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> unit(
            Actor actor, @PathVariable UnitId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Unit unit = transactions.read(
                actor.organization(), asOf.moment(actor, moment), () -> units.get(actor.organization(), id));
        return ResponseEntity.ok().eTag(ETag.of(unit.version())).body(UnitResource.of(unit));
    }

    @Answers(UnitResource.class)
    @PutMapping("/units/{id}")
    @Requires(Permission.UNITS_MANAGE)
    ResponseEntity<Object> changeUnit(
            Actor actor,
            @PathVariable UnitId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody UnitRequest request) {
        Unit now = transactions.read(actor.organization(), () -> units.get(actor.organization(), id));
        Checks checks = Checks.ofRequest();
        checkParent(actor, checks, request);
        PeopleForms.said(checks, "relevant", request.relevant());
        String reason = PeopleForms.reason(checks, request.reason());
        return IfMatch.required(texts(actor), ifMatch, version -> switch (PeopleForms.unit(
                checks, form(request), now.parent().isEmpty())) {
            case Parsed.Invalid<UnitDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<UnitDetails> valid ->
                saved(actor, manageUnits.change(actor, id, version, valid.value(), reason), false);
        });
    }

    @Answers(value = PersonResource.class, list = true)
    @GetMapping("/persons")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> persons(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String active,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        Checks checks = Checks.ofRequest();
        Optional<Role> held = checks.choice("role", role, Role.BY_CODE);
        Optional<UUID> on = checks.id("unit", unit);
        Optional<PersonKind> ofKind = checks.choice("kind", kind, PersonKind.BY_CODE);
        Optional<Boolean> state = checks.choice("active", active, Map.of("true", true, "false", false));
        return KeysetPage.asked(texts(actor), checks, limit, after, page -> {
            PersonRegister.Query query = new PersonRegister.Query(
                    q,
                    held,
                    on,
                    ofKind,
                    state,
                    PersonRegister.Sort.NAME,
                    false,
                    page.after().flatMap(SortKey::of),
                    page.limit() + 1);
            return page.answer(
                    transactions.read(
                            actor.organization(),
                            asOf.moment(actor, moment),
                            () -> register.page(actor.organization(), query)),
                    line -> line.key().toString(),
                    line -> PersonResource.of(line.person()));
        });
    }

    @Answers(value = PersonResource.class, status = 201)
    @PostMapping("/persons")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> addPerson(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PersonRequest request) {
        return switch (parsed(actor, Checks.ofRequest(), request)) {
            case Parsed.Invalid<PersonDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<PersonDetails> valid ->
                once(actor, key, "POST /persons", request, () -> saved(actor, managePersons.add(actor, valid.value())));
        };
    }

    @Answers(PersonResource.class)
    @GetMapping("/persons/{id}")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> person(
            Actor actor, @PathVariable PersonId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Person person = transactions.read(
                actor.organization(), asOf.moment(actor, moment), () -> persons.get(actor.organization(), id));
        return ResponseEntity.ok().eTag(ETag.of(person.version())).body(PersonResource.of(person));
    }

    @Answers(PersonResource.class)
    @PutMapping("/persons/{id}")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> changePerson(
            Actor actor,
            @PathVariable PersonId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody PersonRequest request) {
        Checks checks = Checks.ofRequest();
        PeopleForms.said(checks, "active", request.active());
        String reason = PeopleForms.reason(checks, request.reason());
        return IfMatch.required(texts(actor), ifMatch, version -> switch (parsed(actor, checks, request)) {
            case Parsed.Invalid<PersonDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<PersonDetails> valid ->
                saved(actor, managePersons.change(actor, id, version, valid.value(), reason));
        });
    }

    /** A new link to set a password with; links made before stop working. */
    @Answers(value = InvitationResource.class, status = 201)
    @PostMapping("/persons/{id}/invitations")
    @Requires(Permission.PERSONS_MANAGE)
    ResponseEntity<Object> invite(
            Actor actor,
            @PathVariable PersonId id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        transactions.read(actor.organization(), () -> persons.get(actor.organization(), id));
        return once(actor, key, "POST /persons/" + id + "/invitations", "", () -> {
            String path = "/invitations/" + invitations.invite(actor, id);
            return ResponseEntity.created(URI.create("/api/v1/persons/" + id)).body(new InvitationResource(path));
        });
    }

    @Answers(value = TeamResource.class, list = true)
    @GetMapping("/teams")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> teams(
            Actor actor,
            @RequestParam(name = "asOf", defaultValue = "") String moment,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(
                actor,
                moment,
                Checks.ofRequest(),
                limit,
                after,
                () -> teams.all(actor.organization()),
                team -> team.id().toString(),
                TeamResource::of);
    }

    @Answers(value = TeamResource.class, status = 201)
    @PostMapping("/teams")
    @Requires(Permission.UNITS_MANAGE)
    ResponseEntity<Object> addTeam(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TeamRequest request) {
        return switch (parsed(actor, Checks.ofRequest(), request)) {
            case Parsed.Invalid<TeamDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<TeamDetails>(var team) ->
                once(actor, key, "POST /teams", request, () -> {
                    TeamId id = teams.add(actor, team.name(), team.purpose(), team.members());
                    Team added = transactions.read(actor.organization(), () -> teams.get(actor.organization(), id));
                    return ResponseEntity.created(URI.create("/api/v1/teams/" + id))
                            .eTag(ETag.of(added.version()))
                            .body(TeamResource.of(added));
                });
        };
    }

    @Answers(TeamResource.class)
    @GetMapping("/teams/{id}")
    @Requires(Permission.PEOPLE_READ)
    ResponseEntity<Object> team(
            Actor actor, @PathVariable TeamId id, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        Team team = transactions.read(
                actor.organization(), asOf.moment(actor, moment), () -> teams.get(actor.organization(), id));
        return ResponseEntity.ok().eTag(ETag.of(team.version())).body(TeamResource.of(team));
    }

    @Answers(TeamResource.class)
    @PutMapping("/teams/{id}")
    @Requires(Permission.UNITS_MANAGE)
    ResponseEntity<Object> changeTeam(
            Actor actor,
            @PathVariable TeamId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody TeamRequest request) {
        Checks checks = Checks.ofRequest();
        String reason = PeopleForms.reason(checks, request.reason());
        return IfMatch.required(texts(actor), ifMatch, version -> switch (parsed(actor, checks, request)) {
            case Parsed.Invalid<TeamDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<TeamDetails>(var team) -> {
                teams.change(actor, id, version, team.name(), team.purpose(), team.members(), reason);
                yield team(actor, id, "");
            }
        });
    }

    private ResponseEntity<Object> saved(Actor actor, ManageUnits.Result result, boolean isNew) {
        return switch (result) {
            case ManageUnits.Result.Saved(UnitId id, int version) -> {
                Unit unit = transactions.read(actor.organization(), () -> units.get(actor.organization(), id));
                yield (isNew ? ResponseEntity.created(URI.create("/api/v1/units/" + id)) : ResponseEntity.ok())
                        .eTag(ETag.of(version))
                        .body(UnitResource.of(unit));
            }
            case ManageUnits.Result.WouldCircle circle -> invalid(actor, FieldProblem.of("parent", "unit-circle"));
            case ManageUnits.Result.RootStays stays -> invalid(actor, FieldProblem.of("parent", "unit-root"));
        };
    }

    private ResponseEntity<Object> saved(Actor actor, ManagePersons.Result result) {
        return switch (result) {
            case ManagePersons.Result.Saved(PersonId id, int version, String invitation) -> {
                Person person = transactions.read(actor.organization(), () -> persons.get(actor.organization(), id));
                yield invitation.isEmpty()
                        ? ResponseEntity.ok().eTag(ETag.of(version)).body(PersonResource.of(person))
                        : ResponseEntity.created(URI.create("/api/v1/persons/" + id))
                                .eTag(ETag.of(version))
                                .body(PersonResource.of(person, "/invitations/" + invitation));
            }
            case ManagePersons.Result.EmailTaken taken -> invalid(actor, FieldProblem.of("email", "email-taken"));
            case ManagePersons.Result.Erased erased -> Problems.refused(texts(actor), "person-erased");
            case ManagePersons.Result.LastAdministrator last ->
                invalid(actor, FieldProblem.of("grants", "last-administrator"));
        };
    }

    private Parsed<PersonDetails> parsed(Actor actor, Checks checks, PersonRequest request) {
        List<GrantForm> grants = request.grants() == null
                ? List.of()
                : request.grants().stream()
                        .map(grant -> grant == null ? new GrantForm("", "") : new GrantForm(grant.role(), grant.unit()))
                        .toList();
        Set<String> known = unitIds(actor);
        for (int i = 0; i < grants.size(); i++) {
            String unit = grants.get(i).unit();
            if (unit != null && Ids.parse(unit).isPresent() && !known.contains(unit))
                checks.reject("grants[" + i + "].unit", "unknown", unit);
            String role = grants.get(i).role();
            if (role == null || role.isEmpty()) checks.reject("grants[" + i + "].role", "required");
        }
        return PeopleForms.person(
                checks,
                new PersonForm(
                        request.name(),
                        request.email(),
                        request.kind(),
                        request.language(),
                        request.timeZone(),
                        String.valueOf(request.active() == null || request.active()),
                        grants,
                        request.reason(),
                        null));
    }

    private Parsed<TeamDetails> parsed(Actor actor, Checks checks, TeamRequest request) {
        Parsed<TeamDetails> parsed = PeopleForms.team(
                checks, new TeamForm(request.name(), request.purpose(), request.members(), request.reason(), null));
        if (!(parsed instanceof Parsed.Valid<TeamDetails>(var team))) return parsed;
        transactions
                .read(
                        actor.organization(),
                        () -> persons.strangersAmong(actor.organization(), Set.copyOf(team.members())))
                .forEach(stranger -> checks.reject("members", "unknown", stranger));
        return Parsed.of(checks, () -> team);
    }

    private void checkParent(Actor actor, Checks checks, UnitRequest request) {
        String parent = request.parent();
        if (parent != null && Ids.parse(parent).isPresent() && !unitIds(actor).contains(parent))
            checks.reject("parent", "unknown", parent);
    }

    private Set<String> unitIds(Actor actor) {
        return transactions.read(actor.organization(), () -> units.tree(actor.organization())).stream()
                .map(unit -> unit.id().toString())
                .collect(Collectors.toSet());
    }

    private static UnitForm form(UnitRequest request) {
        return new UnitForm(
                request.name(),
                request.kind(),
                String.valueOf(request.relevant() == null || request.relevant()),
                request.parent(),
                request.reason(),
                null);
    }

    private <T, R> ResponseEntity<Object> list(
            Actor actor,
            String moment,
            Checks checks,
            @Nullable String limit,
            @Nullable String after,
            Supplier<List<T>> all,
            Function<T, String> key,
            Function<T, R> resource) {
        return KeysetPage.asked(
                texts(actor),
                checks,
                limit,
                after,
                page -> page.answer(
                        page.of(transactions.read(actor.organization(), asOf.moment(actor, moment), all), key),
                        key,
                        resource));
    }

    private ResponseEntity<Object> once(
            Actor actor,
            @Nullable String key,
            String endpoint,
            Object request,
            Supplier<ResponseEntity<Object>> create) {
        return idempotency.once(actor, key, endpoint, request, create);
    }

    private static ResponseEntity<Object> invalid(Actor actor, FieldProblem problem) {
        return Problems.invalid(texts(actor), List.of(problem));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
