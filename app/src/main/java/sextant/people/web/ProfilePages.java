package sextant.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.journal.RecordRef;
import sextant.people.Actor;
import sextant.people.ApiTokens;
import sextant.people.ChangePassword;
import sextant.people.ChangeProfile;
import sextant.people.OpenTo;
import sextant.people.Person;
import sextant.people.Persons;
import sextant.people.RecordHistory;
import sextant.people.Role;
import sextant.people.SessionFilter;
import sextant.people.Sessions;
import sextant.people.web.PeopleForms.Reading;
import sextant.people.web.PeopleForms.TokenDetails;
import sextant.people.web.ProfileViews.PasswordForm;
import sextant.people.web.ProfileViews.ProfileForm;
import sextant.people.web.ProfileViews.ProfilePage;
import sextant.people.web.ProfileViews.RevocationPage;
import sextant.people.web.ProfileViews.SessionLine;
import sextant.people.web.ProfileViews.TokenForm;
import sextant.people.web.ProfileViews.TokenLine;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** What everybody decides about themselves: how they read, their password, where they are signed in, their API tokens. */
@Controller
class ProfilePages {
    private static final String OWN = "everybody decides this about themselves";
    private static final TokenForm NO_TOKEN = new TokenForm("", "", "90");

    private final Pages pages;
    private final Transactions transactions;
    private final Persons persons;
    private final ChangeProfile changeProfile;
    private final ChangePassword changePassword;
    private final RecordHistory history;
    private final ApiTokens tokens;
    private final Sessions sessions;
    private final Clock clock;

    ProfilePages(
            Pages pages,
            Transactions transactions,
            Persons persons,
            ChangeProfile changeProfile,
            ChangePassword changePassword,
            RecordHistory history,
            ApiTokens tokens,
            Sessions sessions,
            Clock clock) {
        this.pages = pages;
        this.transactions = transactions;
        this.persons = persons;
        this.changeProfile = changeProfile;
        this.changePassword = changePassword;
        this.history = history;
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What became of the page's three forms: what was typed, and what is wrong with it. */
    private record Typed(
            Optional<ProfileForm> reading,
            Errors readingErrors,
            Errors passwordErrors,
            TokenForm token,
            Errors tokenErrors,
            String secret) {
        static final Typed NOTHING = new Typed(Optional.empty(), Errors.NONE, Errors.NONE, NO_TOKEN, Errors.NONE, "");

        static Typed reading(ProfileForm form, List<FieldProblem> problems) {
            return new Typed(Optional.of(form), new Errors(problems), Errors.NONE, NO_TOKEN, Errors.NONE, "");
        }

        static Typed overtaken(ProfileForm form, Errors errors) {
            return new Typed(Optional.of(form), errors, Errors.NONE, NO_TOKEN, Errors.NONE, "");
        }

        static Typed password(List<FieldProblem> problems) {
            return new Typed(Optional.empty(), Errors.NONE, new Errors(problems), NO_TOKEN, Errors.NONE, "");
        }

        static Typed token(TokenForm form, List<FieldProblem> problems) {
            return new Typed(Optional.empty(), Errors.NONE, Errors.NONE, form, new Errors(problems), "");
        }

        static Typed made(String secret) {
            return new Typed(Optional.empty(), Errors.NONE, Errors.NONE, NO_TOKEN, Errors.NONE, secret);
        }
    }

    @GetMapping("/profile")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View profile(Actor actor) {
        return show(actor, Typed.NOTHING, HttpStatus.OK);
    }

    @PostMapping("/profile")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View change(Actor actor, ProfileForm form) {
        return switch (PeopleForms.reading(form.language(), form.timeZone())) {
            case Parsed.Invalid<Reading> invalid -> refused(actor, Typed.reading(form, invalid.problems()));
            case Parsed.Valid<Reading>(var wanted) -> {
                try {
                    changeProfile.change(
                            actor, PeopleForms.version(form.version()), wanted.language(), wanted.timeZone());
                } catch (Stale stale) {
                    yield overtaken(actor, form);
                }
                yield pages.redirect("/profile", Notice.done("profile-saved"));
            }
        };
    }

    @PostMapping("/profile/password")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View password(Actor actor, PasswordForm form, HttpServletRequest request) {
        Person self = self(actor);
        return switch (PeopleForms.password(form, self)) {
            case Parsed.Invalid<String> invalid -> refused(actor, Typed.password(invalid.problems()));
            case Parsed.Valid<String>(var wanted) ->
                switch (changePassword.change(
                        actor, Objects.requireNonNullElse(form.present(), ""), wanted, request.getRemoteAddr())) {
                    case ChangePassword.Result.Changed done ->
                        pages.redirect("/profile", Notice.done("password-changed"));
                    case ChangePassword.Result.WrongPassword wrong ->
                        refused(actor, Typed.password(List.of(FieldProblem.of("present", "wrong-password"))));
                    case ChangePassword.Result.TooManyAttempts many ->
                        refused(actor, Typed.password(List.of(FieldProblem.of("present", "too-many-attempts"))));
                };
        };
    }

    /** Shows the token in the answer itself, this once; it is stored hashed, so nothing could show it later. */
    @PostMapping("/profile/tokens")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View createToken(Actor actor, TokenForm form) {
        Set<Role> held = self(actor).grants().stream().map(Person.Grant::role).collect(Collectors.toSet());
        return switch (PeopleForms.token(form, held, Optional.empty())) {
            case Parsed.Invalid<TokenDetails> invalid -> refused(actor, Typed.token(form, invalid.problems()));
            case Parsed.Valid<TokenDetails>(var wanted) -> {
                String secret =
                        tokens.create(actor, wanted.name(), wanted.role().orElse(null), wanted.valid());
                yield show(actor, Typed.made(secret), HttpStatus.CREATED);
            }
        };
    }

    @GetMapping("/profile/tokens/{id}/revocation")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View revocation(Actor actor, @PathVariable String id) {
        UUID wanted = Ids.parse(id).orElseThrow(() -> new NotFound("token"));
        ApiTokens.Token token = transactions.read(actor.organization(), () -> tokens.of(actor)).stream()
                .filter(own -> own.id().equals(wanted) && !own.revoked())
                .findFirst()
                .orElseThrow(() -> new NotFound("token"));
        return pages.show("people/revocation.jte", new RevocationPage(token.id(), token.name()));
    }

    @PostMapping("/profile/tokens/{id}/revocation")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View revoke(Actor actor, @PathVariable String id) {
        tokens.revoke(actor, Ids.parse(id).orElseThrow(() -> new NotFound("token")));
        return pages.redirect("/profile", Notice.done("token-revoked"));
    }

    @PostMapping("/profile/sessions/{id}/end")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = OWN)
    View endSession(Actor actor, @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        UUID session = Ids.parse(id).orElseThrow(() -> new NotFound("session"));
        sessions.revoke(actor, session);
        if (!session.equals(actor.credential())) return pages.redirect("/profile", Notice.done("session-ended"));
        SessionFilter.setCookie(request, response, "");
        return pages.redirect("/sign-in", Notice.done("signed-out"));
    }

    /** The profile was saved elsewhere, by its person or by an administrator. */
    private View overtaken(Actor actor, ProfileForm form) {
        RecordRef record = new RecordRef(Persons.KIND, actor.person().value());
        int read = PeopleForms.version(form.version());
        Errors errors = transactions.read(
                actor.organization(), () -> Errors.stale("language", history.since(actor, record, read)));
        return refused(actor, Typed.overtaken(form.over(self(actor).version()), errors));
    }

    private View refused(Actor actor, Typed typed) {
        return show(actor, typed, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View show(Actor actor, Typed typed, HttpStatus status) {
        Texts texts = actor.reader().texts();
        Instant now = clock.instant();
        return transactions.read(actor.organization(), () -> {
            Person self = persons.get(actor.organization(), actor.person());
            ProfileForm form = typed.reading()
                    .orElseGet(() -> new ProfileForm(self.language(), self.timeZone(), String.valueOf(self.version())));
            return pages.show(
                    "people/profile.jte",
                    new ProfilePage(
                            self.name(),
                            self.email(),
                            form,
                            typed.readingErrors(),
                            typed.passwordErrors(),
                            PeopleForms.languages(texts),
                            PeopleForms.timeZones(),
                            sessions.of(actor).stream()
                                    .map(session -> line(actor, session))
                                    .toList(),
                            tokens.of(actor).stream()
                                    .map(token -> line(actor, token, now))
                                    .toList(),
                            typed.token(),
                            typed.tokenErrors(),
                            self.grants().stream()
                                    .map(Person.Grant::role)
                                    .distinct()
                                    .sorted()
                                    .map(role -> new Option(role.code(), texts.choice("role", role.code())))
                                    .toList(),
                            typed.secret()),
                    status);
        });
    }

    private Person self(Actor actor) {
        return transactions.read(actor.organization(), () -> persons.get(actor.organization(), actor.person()));
    }

    private static SessionLine line(Actor actor, Sessions.Session session) {
        Formats formats = actor.reader().formats();
        return new SessionLine(
                session.id(),
                BrowserName.of(session.agent())
                        .map(known -> actor.reader().texts().text("session.on", known.browser(), known.system()))
                        .orElse(session.agent()),
                session.address(),
                formats.time(session.createdAt()),
                formats.time(session.lastSeenAt()),
                session.id().equals(actor.credential()));
    }

    private static TokenLine line(Actor actor, ApiTokens.Token token, Instant now) {
        Texts texts = actor.reader().texts();
        Formats formats = actor.reader().formats();
        String standing = token.revoked()
                ? texts.text("token.revoked")
                : token.expiresAt().isAfter(now) ? "" : texts.text("token.expired");
        return new TokenLine(
                token.id(),
                token.name(),
                token.role().map(role -> texts.choice("role", role.code())).orElseGet(() -> texts.text("token.all")),
                formats.day(token.createdAt()),
                formats.day(token.expiresAt()),
                token.lastUsedAt().map(formats::time).orElseGet(() -> texts.text("token.never-used")),
                standing);
    }
}
