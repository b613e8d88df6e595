package sextant.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import sextant.people.Invitations;
import sextant.people.OpenTo;
import sextant.people.SetUp;
import sextant.people.web.PeopleViews.InvitationPage;
import sextant.people.web.PeopleViews.SetUpForm;
import sextant.people.web.PeopleViews.SetUpPage;
import sextant.platform.NotFound;
import sextant.platform.language.Reader;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The two ways in for somebody without a password: the setup link of the first start, and an invitation. */
@Controller
class SetUpPages {
    record PasswordForm(@Nullable String password) {}

    private final Pages pages;
    private final SetUp setUp;
    private final Invitations invitations;

    SetUpPages(Pages pages, SetUp setUp, Invitations invitations) {
        this.pages = pages;
        this.setUp = setUp;
        this.invitations = invitations;
    }

    @GetMapping("/setup/{secret}")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "there is nobody yet; the link's secret lets in")
    View setUp(@PathVariable String secret, HttpServletRequest request) {
        if (!setUp.isOpen(secret)) throw new NotFound("setup link");
        Reader reader = pages.reader(request);
        SetUpForm form =
                new SetUpForm("", "", "", "", reader.texts().locale().getLanguage(), PeopleForms.ownTimeZone());
        return show(secret, form, reader, Errors.NONE, HttpStatus.OK);
    }

    @PostMapping("/setup/{secret}")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "there is nobody yet; the link's secret lets in")
    View begin(@PathVariable String secret, SetUpForm form, HttpServletRequest request) {
        if (!setUp.isOpen(secret)) throw new NotFound("setup link");
        Reader reader = pages.reader(request);
        return switch (parse(form)) {
            case Parsed.Invalid<SetUp.Beginning> invalid ->
                show(secret, form, reader, new Errors(invalid.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
            case Parsed.Valid<SetUp.Beginning> valid -> {
                if (setUp.begin(secret, valid.value()).isEmpty()) throw new NotFound("setup link");
                yield pages.redirect("/sign-in", Notice.done("set-up"));
            }
        };
    }

    @GetMapping("/invitations/{secret}")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "the invited have no password yet; the link's secret lets in")
    View invited(@PathVariable String secret, HttpServletResponse response) {
        Invitations.Invited invited = invitations.find(secret).orElseThrow(() -> new NotFound("invitation"));
        return pages.show(
                "people/invitation.jte", new InvitationPage(secret, invited.name(), invited.email(), Errors.NONE));
    }

    @PostMapping("/invitations/{secret}")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "the invited have no password yet; the link's secret lets in")
    View accept(@PathVariable String secret, PasswordForm form) {
        Invitations.Invited invited = invitations.find(secret).orElseThrow(() -> new NotFound("invitation"));
        Checks checks = Checks.ofRequest();
        String password = Objects.requireNonNullElse(form.password(), "");
        PeopleForms.checkPassword(checks, password, invited.email(), invited.name());
        if (!checks.problems().isEmpty())
            return pages.show(
                    "people/invitation.jte",
                    new InvitationPage(secret, invited.name(), invited.email(), new Errors(checks.problems())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        if (!invitations.accept(invited, secret, password)) throw new NotFound("invitation");
        return pages.redirect("/sign-in", Notice.done("password-set"));
    }

    private View show(String secret, SetUpForm form, Reader reader, Errors errors, HttpStatus status) {
        return pages.show(
                "people/setUp.jte",
                new SetUpPage(secret, form, PeopleForms.languages(reader.texts()), PeopleForms.timeZones(), errors),
                status);
    }

    private static Parsed<SetUp.Beginning> parse(SetUpForm form) {
        Checks checks = Checks.ofRequest();
        String organization = checks.required("organization", form.organization(), 200);
        String name = checks.required("name", form.name(), 200);
        String email = PeopleForms.email(checks, form.email());
        String password = Objects.requireNonNullElse(form.password(), "");
        PeopleForms.checkPassword(checks, password, email, name);
        String language = PeopleForms.language(checks, form.language());
        String timeZone = PeopleForms.timeZone(checks, form.timeZone());
        return Parsed.of(
                checks,
                () -> new SetUp.Beginning(
                        organization, name, email.toLowerCase(Locale.ROOT), password, language, ZoneId.of(timeZone)));
    }
}
