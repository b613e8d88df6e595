package sextant.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Migrates as the owner, then hands out a pool that signs in as the role that row-level security binds. */
@Configuration
class DatabaseSetup {
    /**
     * Two for each processor do all that the database can do at a time; eight more for those that wait for a lock or hold one
     * for long, such as jobs. Each costs the database some eight megabytes.
     */
    private static final int CONNECTIONS = 8 + 2 * Runtime.getRuntime().availableProcessors();

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseAccess access) throws SQLException {
        Migrations.refuseUnfinishedRestore(access);
        Migrations.of(access).migrate();
        setPoolPassword(access);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("sextant");
        pool.setJdbcUrl(access.url());
        pool.setUsername(DatabaseAccess.POOL_ROLE);
        pool.setPassword(access.poolPassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("prepareThreshold", "3");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSql("set search_path to sextant");
        return new HikariDataSource(pool);
    }

    @Bean
    DSLContext sql(DataSource dataSource, ObjectProvider<ExecuteListenerProvider> listeners) {
        DefaultConfiguration configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.POSTGRES);
        configuration.set(new Settings().withExecuteLogging(false).withRenderFormatted(false));
        configuration.set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(dataSource)));
        configuration.set(listeners.orderedStream().toArray(ExecuteListenerProvider[]::new));
        return DSL.using(configuration);
    }

    /** The verifier is computed here, so that the password itself never travels in a statement that could be logged. */
    private static void setPoolPassword(DatabaseAccess access) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword())) {
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(
                            DatabaseAccess.POOL_ROLE, access.poolPassword().toCharArray(), "scram-sha-256");
        }
    }
}
