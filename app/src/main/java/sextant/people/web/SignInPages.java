package sextant.people.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.people.Actor;
import sextant.people.OpenTo;
import sextant.people.SessionFilter;
import sextant.people.Sessions;
import sextant.people.SignIn;
import sextant.people.web.PeopleViews.SignInPage;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;

@Controller
class SignInPages {
    private final Pages pages;
    private final SignIn signIn;
    private final Sessions sessions;

    SignInPages(Pages pages, SignIn signIn, Sessions sessions) {
        this.pages = pages;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "whoever is not signed in comes here to do so")
    View form(@RequestParam(defaultValue = "/") String next) {
        return pages.show("people/signIn.jte", new SignInPage("", ownPath(next), Errors.NONE));
    }

    @PostMapping("/sign-in")
    @OpenTo(value = OpenTo.Audience.ANYBODY, because = "whoever is not signed in comes here to do so")
    View signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        String agent = request.getHeader("User-Agent");
        return switch (signIn.signIn(email, password, request.getRemoteAddr(), agent == null ? "" : agent)) {
            case SignIn.Result.SignedIn signedIn -> {
                SessionFilter.setCookie(request, response, signedIn.secret());
                yield pages.redirect(ownPath(next));
            }
            case SignIn.Result.WrongCredentials wrong -> refused(email, next, "wrong-credentials");
            case SignIn.Result.TooManyAttempts many -> refused(email, next, "too-many-attempts");
        };
    }

    @PostMapping("/sign-out")
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody may leave")
    View signOut(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        sessions.revoke(actor, actor.credential());
        SessionFilter.setCookie(request, response, "");
        return pages.redirect("/sign-in", Notice.done("signed-out"));
    }

    private View refused(String email, String next, String code) {
        Errors errors = new Errors(List.of(FieldProblem.of("email", code)));
        return pages.show(
                "people/signIn.jte", new SignInPage(email, ownPath(next), errors), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Only a path of our own: a link from elsewhere must not lead a fresh session elsewhere. */
    private static String ownPath(String next) {
        boolean ours = next.startsWith("/")
                && !next.startsWith("//")
                && next.chars().allMatch(c -> c > 32 && c < 127 && c != '\\');
        return ours ? next : "/";
    }
}
