package org.dermatrail.pseudonymization.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.dermatrail.pseudonymization.vault.VaultFault.Reason;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/** The vault's database file, opened by one process at a time and readable by its owner alone. */
final class VaultFile implements AutoCloseable {

    private static final int CACHE_KIB = 64 * 1024;
    /**
     * Keyed digests fall anywhere in the tree, so each new person changes a page of their own: small pages make for a
     * small log, and a long log folds a page in once for many changes. It grows to 128 MiB at most.
     */
    private static final int PAGE_BYTES = 1024;

    private static final int LOG_PAGES = 128 * 1024;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel lockFile;
    private final FileLock lock;
    private final Connection connection;

    private VaultFile(FileChannel lockFile, FileLock lock, Connection connection) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.connection = connection;
    }

    static VaultFile open(Path database) {
        try {
            Path beside = database.resolveSibling(database.getFileName() + ".lock");
            createOwned(beside);
            FileChannel lockFile = FileChannel.open(beside, StandardOpenOption.WRITE);
            try {
                FileLock lock = lockFile.tryLock();
                if (lock == null) {
                    throw inUse(database);
                }
                createOwned(database);
                return new VaultFile(lockFile, lock, connect(database));
            } catch (OverlappingFileLockException e) {
                lockFile.close();
                throw inUse(database);
            } catch (SQLException | IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (SQLException | IOException | UnsupportedOperationException e) {
            throw new VaultFault(Reason.VAULT_UNAVAILABLE, "The vault " + database + " cannot be opened.", e);
        }
    }

    private static VaultFault inUse(Path database) {
        return new VaultFault(
                Reason.VAULT_IN_USE, "Another process has the vault " + database + " open. Wait for it or stop it.");
    }

    private static void createOwned(Path file) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // Also narrows the rights of a file that was copied back from a backup.
            Files.setPosixFilePermissions(file, OWNER_ONLY.value());
        }
    }

    private static Connection connect(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setLockingMode(LockingMode.EXCLUSIVE);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.setPageSize(PAGE_BYTES);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(LOG_PAGES));
        Connection connection = config.createConnection("jdbc:sqlite:" + database.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            // In this order: once a database has a write-ahead log, its page size is fixed.
            statement.execute("PRAGMA page_size = " + PAGE_BYTES);
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE IF NOT EXISTS seal (name TEXT PRIMARY KEY, sealed BLOB NOT NULL)"
                    + " WITHOUT ROWID, STRICT");
            statement.execute("CREATE TABLE IF NOT EXISTS person (blind BLOB PRIMARY KEY, participant BLOB NOT NULL,"
                    + " identity BLOB NOT NULL) WITHOUT ROWID, STRICT");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException, IOException {
        try (lockFile;
                lock) {
            connection.close();
        }
    }
}
