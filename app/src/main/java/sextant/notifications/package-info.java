/**
 * Telling people. What happens is told to whom it concerns in the transaction that makes it happen: in the page always, and
 * by mail as each person chose. Mails wait in an outbox until the organization's mail server takes them, and go twice at
 * most, with the same Message-ID, when nobody can know whether it did.
 */
@ApplicationModule(allowedDependencies = {"platform", "journal", "people"})
@NullMarked
package sextant.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
