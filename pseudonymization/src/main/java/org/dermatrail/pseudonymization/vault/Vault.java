package org.dermatrail.pseudonymization.vault;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dermatrail.pseudonymization.vault.VaultFault.Reason;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Gives each person of a source a participant key that says nothing about them, the same at every asking.
 *
 * <p>Law: a key that was handed out is on the disk; a person is looked up by a keyed digest, and the file holds no
 * number,
 * issuer or participant key in clear; a row that was changed, moved or sealed with other keys is refused, not read;
 * there is no way from
 * a participant key back to the person. One process at a time; within it thread-safe.
 */
public final class Vault implements AutoCloseable {

    /** Most identities of one request. */
    public static final int LARGEST_REQUEST = 10_000;

    private static final String SEAL = "vault";
    private static final byte[] NO_ROW = new byte[0];
    private static final String PARTICIPANT = "participant";
    private static final String IDENTITY = "identity";

    private final Path database;
    private final VaultKeys keys;
    private final VaultFile file;
    private boolean closed;

    private Vault(Path database, VaultKeys keys, VaultFile file) {
        this.database = database;
        this.keys = keys;
        this.file = file;
    }

    /**
     * Opens a vault, making database and keys where neither exists.
     *
     * @param database the vault's own SQLite file
     * @param keyFile the file with its keys, best on another disk and in another backup
     * @throws VaultFault where the vault cannot be trusted or opened
     * @throws org.dermatrail.pseudonymization.keys.KeyFault where the key file is exposed or damaged
     */
    public static Vault open(Path database, Path keyFile) {
        boolean exists = isFilled(database);
        if (exists && Files.notExists(keyFile)) {
            throw new VaultFault(
                    Reason.VAULT_KEYS_MISSING,
                    "The vault " + database + " exists, but its key file " + keyFile
                            + " does not. Put the key file back from its own backup; without it nobody can be found"
                            + " in the vault.");
        }
        VaultKeys keys = exists ? VaultKeys.open(keyFile) : VaultKeys.openOrCreate(keyFile);
        return open(database, keys);
    }

    /**
     * Opens a vault with keys at hand, making the database where it does not exist.
     *
     * @throws VaultFault where the vault cannot be trusted or opened
     */
    public static Vault open(Path database, VaultKeys keys) {
        Vault vault = new Vault(database, keys, VaultFile.open(database));
        try {
            vault.checkSeal();
            return vault;
        } catch (VaultFault e) {
            vault.close();
            throw e;
        }
    }

    private static boolean isFilled(Path database) {
        try {
            Path log = database.resolveSibling(database.getFileName() + "-wal");
            return (Files.exists(database) && Files.size(database) > 0) || (Files.exists(log) && Files.size(log) > 0);
        } catch (IOException e) {
            throw new VaultFault(Reason.VAULT_UNAVAILABLE, "The vault " + database + " cannot be opened.", e);
        }
    }

    /**
     * The participant key of each identity; a new one, durably kept, where the identity was not known.
     *
     * @param identities at most {@link #LARGEST_REQUEST}; repeats are fine
     * @return a key (a time-ordered random UUID) for each identity asked for
     * @throws VaultFault where the vault cannot be trusted, read or written; then no key of this request counts
     */
    public Map<SourceIdentity, String> keysFor(Collection<SourceIdentity> identities) {
        Set<SourceIdentity> asked = new LinkedHashSet<>(identities);
        if (asked.size() > LARGEST_REQUEST) {
            throw new IllegalArgumentException("at most " + LARGEST_REQUEST + " identities are looked up at once");
        }
        try {
            Map<SourceIdentity, byte[]> blinds = LinkedHashMap.newLinkedHashMap(asked.size());
            for (SourceIdentity identity : asked) {
                blinds.put(identity, keys.blind(identity));
            }
            return inTransaction(connection -> findOrCreate(connection, blinds));
        } catch (GeneralSecurityException e) {
            throw tampered();
        }
    }

    /**
     * The participant key of an identity, or empty where the vault does not know it; nothing is kept.
     *
     * @throws VaultFault where the vault cannot be trusted or read
     */
    public Optional<String> known(SourceIdentity identity) {
        try {
            byte[] blind = keys.blind(identity);
            return inTransaction(connection -> {
                try (PreparedStatement find =
                        connection.prepareStatement("SELECT participant FROM person WHERE blind = ?")) {
                    find.setBytes(1, blind);
                    byte @Nullable [] sealed = only(find);
                    return sealed == null
                            ? Optional.empty()
                            : Optional.of(keys.unseal(sealed, identity.issuer(), PARTICIPANT, blind));
                }
            });
        } catch (GeneralSecurityException e) {
            throw tampered();
        }
    }

    /** How many identities the vault knows. */
    public long size() {
        try {
            return inTransaction(connection -> {
                try (PreparedStatement count = connection.prepareStatement("SELECT count(*) FROM person");
                        ResultSet row = count.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            });
        } catch (GeneralSecurityException e) {
            throw tampered();
        }
    }

    private Map<SourceIdentity, String> findOrCreate(Connection connection, Map<SourceIdentity, byte[]> blinds)
            throws SQLException, GeneralSecurityException {
        Map<SourceIdentity, String> found = HashMap.newHashMap(blinds.size());
        Map<SourceIdentity, byte[]> unknown = new LinkedHashMap<>();
        try (PreparedStatement find = connection.prepareStatement("SELECT participant FROM person WHERE blind = ?")) {
            for (Map.Entry<SourceIdentity, byte[]> entry : blinds.entrySet()) {
                find.setBytes(1, entry.getValue());
                byte @Nullable [] sealed = only(find);
                if (sealed == null) {
                    unknown.put(entry.getKey(), entry.getValue());
                } else {
                    String issuer = entry.getKey().issuer();
                    found.put(entry.getKey(), keys.unseal(sealed, issuer, PARTICIPANT, entry.getValue()));
                }
            }
        }
        if (!unknown.isEmpty()) {
            create(connection, unknown, found);
        }
        return found;
    }

    private void create(Connection connection, Map<SourceIdentity, byte[]> unknown, Map<SourceIdentity, String> created)
            throws SQLException, GeneralSecurityException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO person (blind, participant, identity) VALUES (?, ?, ?)")) {
            for (Map.Entry<SourceIdentity, byte[]> entry : unknown.entrySet()) {
                SourceIdentity identity = entry.getKey();
                byte[] blind = entry.getValue();
                String issuer = identity.issuer();
                String participant = UuidCreator.getTimeOrderedEpoch().toString();
                insert.setBytes(1, blind);
                insert.setBytes(2, keys.seal(participant, issuer, PARTICIPANT, blind));
                insert.setBytes(3, keys.seal(written(identity), "", IDENTITY, blind));
                insert.executeUpdate();
                created.put(identity, participant);
            }
        }
    }

    /** Both parts as one text that can be taken apart; its place is bound to the issuer by the keyed digest. */
    private static String written(SourceIdentity identity) {
        return identity.issuer().length() + ":" + identity.issuer() + identity.sourceId();
    }

    private void checkSeal() {
        try {
            boolean intact = inTransaction(connection -> {
                try (PreparedStatement find = connection.prepareStatement("SELECT sealed FROM seal WHERE name = ?")) {
                    find.setString(1, SEAL);
                    byte @Nullable [] sealed = only(find);
                    if (sealed != null) {
                        return keys.unseal(sealed, SEAL, SEAL, NO_ROW).equals(SEAL);
                    }
                }
                return isEmpty(connection) && putSeal(connection);
            });
            if (!intact) {
                throw tampered();
            }
        } catch (GeneralSecurityException e) {
            throw new VaultFault(
                    Reason.VAULT_KEYS_FOREIGN,
                    "The vault " + database + " was made with other keys. Give the key file that belongs to it.");
        }
    }

    private static boolean isEmpty(Connection connection) throws SQLException {
        try (PreparedStatement any = connection.prepareStatement("SELECT 1 FROM person LIMIT 1");
                ResultSet row = any.executeQuery()) {
            return !row.next();
        }
    }

    private boolean putSeal(Connection connection) throws SQLException, GeneralSecurityException {
        try (PreparedStatement put = connection.prepareStatement("INSERT INTO seal (name, sealed) VALUES (?, ?)")) {
            put.setString(1, SEAL);
            put.setBytes(2, keys.seal(SEAL, SEAL, SEAL, NO_ROW));
            return put.executeUpdate() == 1;
        }
    }

    /** The one value that a query finds. */
    private static byte @Nullable [] only(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getBytes(1) : null;
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Connection connection) throws SQLException, GeneralSecurityException;
    }

    private synchronized <T> T inTransaction(Work<T> work) throws GeneralSecurityException {
        if (closed) {
            throw new VaultFault(Reason.VAULT_CLOSED, "The vault " + database + " was closed.");
        }
        Connection connection = file.connection();
        try {
            T result = work.in(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            takeBack(connection, e);
            throw unavailable(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            takeBack(connection, e);
            throw e;
        }
    }

    /**
     * SQLite takes back by itself what met a full disk; then it has nothing to take back, and its driver must be told to begin
     * anew, or it would never again keep several changes together.
     */
    private static void takeBack(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException nothingLeft) {
            why.addSuppressed(nothingLeft);
            for (boolean single : new boolean[] {true, false}) {
                try {
                    connection.setAutoCommit(single);
                } catch (SQLException nothingToKeep) {
                    why.addSuppressed(nothingToKeep);
                }
            }
        }
    }

    private VaultFault unavailable(SQLException e) {
        boolean full = e instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
        return new VaultFault(
                Reason.VAULT_UNAVAILABLE,
                full
                        ? "There is no room left for the vault " + database + "; nothing was written. Make room."
                        : "The vault " + database + " cannot be read or written (SQLite result " + e.getErrorCode()
                                + ").",
                e);
    }

    private VaultFault tampered() {
        return new VaultFault(
                Reason.VAULT_TAMPERED,
                "The vault " + database + " holds something that was not written by it. Stop, keep the file for"
                        + " inquiry and restore a backup.");
    }

    /** Closes the file; further requests are refused. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
        } catch (SQLException | IOException e) {
            throw new VaultFault(Reason.VAULT_UNAVAILABLE, "The vault " + database + " could not be closed.", e);
        }
    }
}
