package sextant.counterexamples.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.OrganizationId;

/**
 * Handlers that look at no organization, on a connection that row-level security does not filter. No component: a test adds
 * them to the running application and takes them away again.
 */
public class Leaks {
    /** Opens a connection of the owner. */
    public interface Owner {
        Connection open() throws SQLException;
    }

    public record Kept(@Nullable String team) {}

    private final Owner owner;

    public Leaks(Owner owner) {
        this.owner = owner;
    }

    @Requires(Permission.KPIS_READ)
    ResponseEntity<String> tells(@PathVariable UUID id) throws SQLException {
        try (Connection connection = owner.open();
                PreparedStatement kpi = connection.prepareStatement("select name from kpi where id = ?")) {
            kpi.setObject(1, id);
            try (ResultSet found = kpi.executeQuery()) {
                return found.next()
                        ? ResponseEntity.ok(found.getString(1))
                        : ResponseEntity.notFound().build();
            }
        }
    }

    @Requires(Permission.KPIS_READ)
    ResponseEntity<String> changes(@PathVariable UUID id) throws SQLException {
        update("update kpi set source = 'changed' where id = ?", id);
        return ResponseEntity.notFound().build();
    }

    @Requires(Permission.KPIS_READ)
    ResponseEntity<String> keeps(Actor actor, @RequestBody Kept kept) throws SQLException {
        update(
                "update team set purpose = purpose || '" + kept.team() + "' where organization = ?",
                actor.organization().value());
        return ResponseEntity.ok("kept");
    }

    /** Puts right what was done. */
    public void mend(OrganizationId... organizations) throws SQLException {
        for (OrganizationId organization : organizations) {
            update("update kpi set source = '' where organization = ?", organization.value());
            update("update team set purpose = '' where organization = ?", organization.value());
        }
    }

    private void update(String sql, UUID id) throws SQLException {
        try (Connection connection = owner.open();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, id);
            update.execute();
        }
    }
}
