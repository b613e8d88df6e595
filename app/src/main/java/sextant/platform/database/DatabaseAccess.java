package sextant.platform.database;

/**
 * How to reach the database: as its owner (migrations, partitions, the named functions are the owner's) and as the pool's
 * role {@code sextant_app}, which owns nothing.
 */
public record DatabaseAccess(String url, String owner, String ownerPassword, String poolPassword) {
    public static final String POOL_ROLE = "sextant_app";

    @Override
    public String toString() {
        return "DatabaseAccess[" + url + "]";
    }
}
