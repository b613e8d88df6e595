package sextant.people.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages about oneself and about the organization show, everything decided. */
public interface ProfileViews {
    /** @param version the version that was read, for the check against somebody else's write */
    record ProfileForm(
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String version) {
        /** The same, typed over that version. */
        ProfileForm over(int version) {
            return new ProfileForm(language, timeZone, String.valueOf(version));
        }
    }

    record PasswordForm(@Nullable String present, @Nullable String password) {}

    record TokenForm(
            @Nullable String name,
            @Nullable String role,
            @Nullable String days) {}

    /** @param agent the browser and the system, or what it said it is where that is not known */
    record SessionLine(UUID id, String agent, String address, String since, String lastSeen, boolean current) {}

    /** @param standing what became of it, when it works no more; else empty */
    record TokenLine(
            UUID id, String name, String role, String created, String expires, String lastUsed, String standing) {}

    /** @param secret the token just made, shown this once; else empty */
    record ProfilePage(
            String name,
            String email,
            ProfileForm form,
            Errors errors,
            Errors passwordErrors,
            List<Option> languages,
            List<Option> timeZones,
            List<SessionLine> sessions,
            List<TokenLine> tokens,
            TokenForm tokenForm,
            Errors tokenErrors,
            List<Option> roles,
            String secret) {}

    record RevocationPage(UUID id, String name) {}

    record SettingsForm(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String language,
            @Nullable String ownerApproval,
            @Nullable String reason,
            @Nullable String version) {
        /** The same, typed over that version. */
        SettingsForm over(int version) {
            return new SettingsForm(name, timeZone, language, ownerApproval, reason, String.valueOf(version));
        }
    }

    record SettingsPage(SettingsForm form, List<Option> languages, List<Option> timeZones, Errors errors) {}
}
