package sextant.people.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import sextant.people.Actor;
import sextant.people.ApiTokens;
import sextant.people.AsOf;
import sextant.people.ChangePassword;
import sextant.people.ChangeProfile;
import sextant.people.OpenTo;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.Person;
import sextant.people.Persons;
import sextant.people.Requires;
import sextant.people.Role;
import sextant.people.Sessions;
import sextant.people.web.PeopleForms.Reading;
import sextant.people.web.PeopleForms.TokenDetails;
import sextant.people.web.PeopleResources.MatrixResource;
import sextant.people.web.PeopleResources.OrganizationRequest;
import sextant.people.web.PeopleResources.OrganizationResource;
import sextant.people.web.PeopleResources.PasswordRequest;
import sextant.people.web.PeopleResources.PermissionResource;
import sextant.people.web.PeopleResources.ProfileRequest;
import sextant.people.web.PeopleResources.ProfileResource;
import sextant.people.web.PeopleResources.RoleResource;
import sextant.people.web.PeopleResources.SessionResource;
import sextant.people.web.PeopleResources.TokenRequest;
import sextant.people.web.PeopleResources.TokenResource;
import sextant.people.web.ProfileViews.PasswordForm;
import sextant.people.web.ProfileViews.SettingsForm;
import sextant.people.web.ProfileViews.TokenForm;
import sextant.platform.Ids;
import sextant.platform.NotFound;
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

/** For programs: the organization's settings, what each role allows, and one's own profile, tokens and sessions. */
@RestController
@RequestMapping("/api/v1")
class OrganizationApi {
    private final Transactions transactions;
    private final Organizations organizations;
    private final AsOf asOf;
    private final Persons persons;
    private final ChangeProfile changeProfile;
    private final ChangePassword changePassword;
    private final ApiTokens tokens;
    private final Sessions sessions;
    private final Idempotency idempotency;

    OrganizationApi(
            Transactions transactions,
            Organizations organizations,
            AsOf asOf,
            Persons persons,
            ChangeProfile changeProfile,
            ChangePassword changePassword,
            ApiTokens tokens,
            Sessions sessions,
            Idempotency idempotency) {
        this.transactions = transactions;
        this.organizations = organizations;
        this.asOf = asOf;
        this.persons = persons;
        this.changeProfile = changeProfile;
        this.changePassword = changePassword;
        this.tokens = tokens;
        this.sessions = sessions;
        this.idempotency = idempotency;
    }

    @Answers(OrganizationResource.class)
    @GetMapping("/organization")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> organization(Actor actor, @RequestParam(name = "asOf", defaultValue = "") String moment) {
        var it = transactions.read(
                actor.organization(), asOf.moment(actor, moment), () -> organizations.recorded(actor.organization()));
        return ResponseEntity.ok().eTag(ETag.of(it.version())).body(OrganizationResource.of(it));
    }

    @Answers(OrganizationResource.class)
    @PutMapping("/organization")
    @Requires(Permission.ORGANIZATION_MANAGE)
    ResponseEntity<Object> changeOrganization(
            Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody OrganizationRequest request) {
        Checks checks = Checks.ofRequest();
        String reason = PeopleForms.reason(checks, request.reason());
        PeopleForms.said(checks, "ownerApproval", request.ownerApproval());
        SettingsForm form = new SettingsForm(
                request.name(),
                request.timeZone(),
                request.language(),
                String.valueOf(request.ownerApproval() != null && request.ownerApproval()),
                null,
                null);
        return IfMatch.required(texts(actor), ifMatch, version -> switch (PeopleForms.organization(
                checks, form, version)) {
            case Parsed.Invalid<Organizations.Organization> invalid ->
                Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Organizations.Organization> valid -> {
                organizations.change(actor, valid.value(), reason);
                yield organization(actor, "");
            }
        });
    }

    @GetMapping("/permissions")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may know what each role allows")
    MatrixResource permissions(Actor actor) {
        Texts texts = texts(actor);
        return new MatrixResource(
                Stream.of(Permission.values())
                        .map(one -> new PermissionResource(one.code(), texts.choice("permission", one.code())))
                        .toList(),
                Stream.of(Role.values())
                        .map(role -> RoleResource.of(role, texts.choice("role", role.code())))
                        .toList());
    }

    @Answers(ProfileResource.class)
    @GetMapping("/profile")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may see what is known of themselves")
    ResponseEntity<Object> profile(Actor actor) {
        return answer(transactions.read(actor.organization(), () -> persons.get(actor.organization(), actor.person())));
    }

    @Answers(ProfileResource.class)
    @PutMapping("/profile")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody chooses the language and time zone they read in")
    ResponseEntity<Object> changeProfile(
            Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ProfileRequest request) {
        return IfMatch.required(texts(actor), ifMatch, version -> switch (PeopleForms.reading(
                request.language(), request.timeZone())) {
            case Parsed.Invalid<Reading> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<Reading>(var wanted) ->
                answer(changeProfile.change(actor, version, wanted.language(), wanted.timeZone()));
        });
    }

    /** Ends every other session; tokens go on working. */
    @Answers(status = 204)
    @PutMapping("/profile/password")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may change the password they know")
    ResponseEntity<Object> changePassword(Actor actor, @RequestBody PasswordRequest request, HttpServletRequest from) {
        Person self = transactions.read(actor.organization(), () -> persons.get(actor.organization(), actor.person()));
        return switch (PeopleForms.password(new PasswordForm(request.present(), request.password()), self)) {
            case Parsed.Invalid<String> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<String>(var wanted) ->
                switch (changePassword.change(
                        actor, Objects.requireNonNullElse(request.present(), ""), wanted, from.getRemoteAddr())) {
                    case ChangePassword.Result.Changed done ->
                        ResponseEntity.noContent().build();
                    case ChangePassword.Result.WrongPassword wrong ->
                        Problems.invalid(texts(actor), List.of(FieldProblem.of("present", "wrong-password")));
                    case ChangePassword.Result.TooManyAttempts many ->
                        Problems.invalid(texts(actor), List.of(FieldProblem.of("present", "too-many-attempts")));
                };
        };
    }

    @Answers(value = TokenResource.class, list = true)
    @GetMapping("/tokens")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody sees their own tokens")
    ResponseEntity<Object> tokens(
            Actor actor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        List<ApiTokens.Token> own = transactions.read(actor.organization(), () -> tokens.of(actor));
        return KeysetPage.asked(
                texts(actor),
                Checks.ofRequest(),
                limit,
                after,
                page -> page.answer(
                        page.of(own, token -> token.id().toString()),
                        token -> token.id().toString(),
                        token -> TokenResource.of(token, Optional.empty())));
    }

    /** The answer holds the token, this once. A token that is cut down to a role makes only tokens cut down to the same. */
    @Answers(value = TokenResource.class, status = 201)
    @PostMapping("/tokens")
    @OpenTo(
            value = OpenTo.Audience.SIGNED_IN,
            because = "everybody may let a program act for them, within what they may")
    ResponseEntity<Object> createToken(
            Actor actor,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TokenRequest request) {
        TokenForm form = new TokenForm(
                request.name(), request.role(), request.days() == null ? null : String.valueOf(request.days()));
        return switch (parsed(actor, form)) {
            case Parsed.Invalid<TokenDetails> invalid -> Problems.invalid(texts(actor), invalid.problems());
            case Parsed.Valid<TokenDetails>(var wanted) ->
                idempotency.once(
                        actor,
                        key,
                        "POST /tokens",
                        request,
                        () -> transactions.write(actor.organization(), () -> created(actor, wanted)));
        };
    }

    @Answers(status = 204)
    @DeleteMapping("/tokens/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may revoke their own tokens")
    ResponseEntity<Object> revokeToken(Actor actor, @PathVariable String id) {
        tokens.revoke(actor, id("token", id));
        return ResponseEntity.noContent().build();
    }

    @Answers(value = SessionResource.class, list = true)
    @GetMapping("/sessions")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody sees where they are signed in")
    ResponseEntity<Object> sessions(
            Actor actor,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        List<Sessions.Session> own = transactions.read(actor.organization(), () -> sessions.of(actor));
        return KeysetPage.asked(
                texts(actor),
                Checks.ofRequest(),
                limit,
                after,
                page -> page.answer(
                        page.of(own, session -> session.id().toString()),
                        session -> session.id().toString(),
                        SessionResource::of));
    }

    @Answers(status = 204)
    @DeleteMapping("/sessions/{id}")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may end their own sessions")
    ResponseEntity<Object> endSession(Actor actor, @PathVariable String id) {
        sessions.revoke(actor, id("session", id));
        return ResponseEntity.noContent().build();
    }

    private Parsed<TokenDetails> parsed(Actor actor, TokenForm form) {
        return transactions.read(actor.organization(), () -> {
            Set<Role> held = persons.get(actor.organization(), actor.person()).grants().stream()
                    .map(Person.Grant::role)
                    .collect(Collectors.toSet());
            Optional<Role> scope = tokens.of(actor).stream()
                    .filter(token -> token.id().equals(actor.credential()))
                    .findFirst()
                    .flatMap(ApiTokens.Token::role);
            return PeopleForms.token(form, held, scope);
        });
    }

    private ResponseEntity<Object> created(Actor actor, TokenDetails wanted) {
        String token = tokens.create(actor, wanted.name(), wanted.role().orElse(null), wanted.valid());
        ApiTokens.Token made = tokens.of(actor).stream()
                .filter(one -> one.name().equals(wanted.name()))
                .max(Comparator.comparing(one -> one.id().toString()))
                .orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/tokens/" + made.id()))
                .body(TokenResource.of(made, Optional.of(token)));
    }

    private static ResponseEntity<Object> answer(Person person) {
        return ResponseEntity.ok().eTag(ETag.of(person.version())).body(ProfileResource.of(person));
    }

    private static UUID id(String what, String text) {
        return Ids.parse(text).orElseThrow(() -> new NotFound(what));
    }

    private static Texts texts(Actor actor) {
        return actor.reader().texts();
    }
}
