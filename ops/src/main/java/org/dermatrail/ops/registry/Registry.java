package org.dermatrail.ops.registry;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.dermatrail.domain.EventCatalogue;
import org.dermatrail.domain.Outcome;
import org.dermatrail.domain.Refusal;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.lesion.LesionRegister;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.gateway.edge.ImportLedger;
import org.dermatrail.gateway.edge.Pictures;
import org.dermatrail.gateway.edge.SourceMap;
import org.dermatrail.gateway.intake.Import;
import org.dermatrail.gateway.intake.ImportTurn;
import org.dermatrail.gateway.intake.Undo;
import org.dermatrail.ops.audit.SqliteAuditLog;
import org.dermatrail.ops.blobs.FileBlobStore;
import org.dermatrail.ops.events.EventSerializer;
import org.dermatrail.ops.eventstore.EventLog;
import org.dermatrail.ops.security.AccountSettings;
import org.dermatrail.ops.security.Accounts;
import org.dermatrail.projections.access.AccessFilter;
import org.dermatrail.projections.canonical.CanonicalAnswers;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Criteria;
import org.dermatrail.projections.record.CutEntry;
import org.dermatrail.projections.record.Outage;
import org.dermatrail.pseudonymization.project.ProjectKeys;
import org.dermatrail.pseudonymization.project.SivProjectPseudonyms;
import org.dermatrail.pseudonymization.vault.Vault;

/**
 * A registry open in this process: by its {@link Profile} events in SQLite or on KurrentDB, and read models in Lucene and
 * SQLite or in Elasticsearch; pictures in files.
 *
 * <p>The caller holds the folder's {@link FolderLock}. Thread-safe.
 */
public final class Registry implements AutoCloseable {

    private static final long CLOSE_BEHIND = 8_000;
    private static final Duration LONGEST_HOLD = Duration.ofMillis(500);

    private final DataFolder folder;
    private final EventLog log;
    private final String eventsInWords;
    private final Configuration configuration;
    private final Generations generations;
    private final Questions questions;
    private final SourceMap sourceMap;
    private final Vault vault;
    private final FileBlobStore blobs;
    private final SqliteAuditLog audit;
    private final Accounts accounts;
    private final ProjectPseudonyms pseudonyms;
    private final Import imports;
    private final ImportTurn turn = new ImportTurn();
    private final Undo undo;

    private Registry(DataFolder folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        folder.create();
        var serializer = new EventSerializer(new EventCatalogue());
        var profile = Profile.of(folder, environment);
        this.log = EventPlace.of(folder, profile.events());
        this.eventsInWords = profile.events().inWords();
        this.configuration = CommandSide.configurer(log.engine(), serializer).start();
        this.generations = Generations.open(ReadEngines.of(folder, profile.readSide(), log, serializer), log);
        this.questions = Questions.of(generations);
        this.sourceMap = SourceMap.open(folder.sourceMap());
        this.vault = Vault.open(folder.vault(), folder.vaultKeys());
        this.blobs = new FileBlobStore(folder.blobs());
        this.audit = new SqliteAuditLog(folder.audit());
        this.accounts = Accounts.open(AccountSettings.usual(folder.accounts()), Clock.systemUTC());
        this.pseudonyms = new SivProjectPseudonyms(ProjectKeys.openOrCreate(folder.projectKeys()));
        this.imports = new Import(
                sourceMap,
                vault,
                new Pictures(blobs),
                commands(),
                new StreamDirectory(configuration.eventStore()),
                new RegisterDirectory(configuration.eventStore(), configuration.repository(LesionRegister.class)),
                this::keepReadersClose,
                ids(),
                Clock.systemUTC(),
                log.severalStreamsAtOnce());
        this.undo = new Undo(sourceMap, commands(), Clock.systemUTC());
    }

    /** What readers are close behind they take from memory; a read side that has stopped holds nobody up for long. */
    private void keepReadersClose() {
        var close = generations.current().awaitPlace(log.positionBehind(CLOSE_BEHIND), LONGEST_HOLD);
        assert close || log.lastPosition() > 0 : "nothing is far behind an empty log";
    }

    /** Opens the registry of a data folder, creating what is missing. */
    public static Registry open(DataFolder folder) {
        return open(folder, System.getenv());
    }

    /** The same with other variables of the environment. */
    static Registry open(DataFolder folder, Map<String, String> environment) {
        try {
            return new Registry(folder, environment);
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }

    /** Makes ids that are in order of time and say nothing of anyone. */
    public static Supplier<String> ids() {
        return () -> UuidCreator.getTimeOrderedEpochPlus1().toString();
    }

    /** Sends commands and waits for them. */
    public CommandGateway commands() {
        return configuration.commandGateway();
    }

    /** Sends one command; what it names not being there is a refusal like any other. */
    public Outcome send(Object command) {
        try {
            Object answer = commands().sendAndWait(command);
            return answer instanceof Outcome outcome ? outcome : Outcome.accept();
        } catch (AggregateStreamCreationException existing) {
            return new Refusal("ALREADY_THERE", "What this would create is in the registry already.");
        } catch (AggregateNotFoundException missing) {
            return new Refusal("NOT_FOUND", "What this is about is not in the registry.");
        }
    }

    /**
     * Sends one command and waits until its own stream's last event can be asked about, or the time is over.
     *
     * <p>What others are writing meanwhile is not waited for.
     */
    public Outcome sendAndSee(Object command, Duration within) {
        var outcome = send(command);
        if (outcome.accepted()) {
            var own = log.lastPositionOf(CommandTargets.stream(command));
            generations.current().awaitPlace(own, within);
        }
        return outcome;
    }

    /** Brings sources in. */
    public Import imports() {
        return imports;
    }

    /** Whose turn it is to bring sources in. */
    public ImportTurn importTurn() {
        return turn;
    }

    /** Who is who. */
    public Vault vault() {
        return vault;
    }

    /** Takes imports back. */
    public Undo undo() {
        return undo;
    }

    /** The book of imports. */
    public ImportLedger ledger() {
        return new ImportLedger(sourceMap);
    }

    /** The centre's source map. */
    public SourceMap sourceMap() {
        return sourceMap;
    }

    /** The pictures. */
    public BlobStore blobs() {
        return blobs;
    }

    /** The audit log. */
    public AuditLog audit() {
        return audit;
    }

    /** Who may sign in. */
    public Accounts accounts() {
        return accounts;
    }

    /** Scopes ids to projects. */
    public ProjectPseudonyms pseudonyms() {
        return pseudonyms;
    }

    /** The events. */
    public EventLog events() {
        return log;
    }

    /** Everything that can be asked. */
    public Questions questions() {
        return questions;
    }

    /** Questions of whoever owns the data folder. */
    public OperatorDesk operatorDesk() {
        return new OperatorDesk(questions, audit, Clock.systemUTC());
    }

    /** Place in the log up to which the read models have come. */
    public long visiblePosition() {
        return generations.current().place();
    }

    /** Whether the read side has given up following the events, so that only opening the registry again helps. */
    public boolean readSideStopped() {
        return generations.current().failed();
    }

    /** Asks the read side for nothing, and fails where it does not answer even that. */
    public void askReadSide() {
        var nothing = new CohortQuestion(AccessFilter.denyAll(), new Criteria.All(List.of()), List.of());
        boolean answered = generations.ask(models -> {
            long cuts = models.entries().read(entries -> entries.size(CutEntry.class));
            return cuts >= 0 && models.index().count(nothing).participants() == 0;
        });
        assert answered : "nobody is seen by whoever may see nobody";
    }

    /** What keeps what is written from being asked about; it is tried again. */
    public Optional<Outage> readSideOutage() {
        return generations.current().outage();
    }

    /** The engines this registry runs on, and whether they answer. */
    public List<Engine> engines() {
        return List.of(
                Engine.asked("events", eventsInWords, () -> {
                    long last = log.lastPosition();
                    assert last >= 0 : "positions count from 0";
                }),
                Engine.asked("read side", generations.engine().inWords(), () -> generations
                        .engine()
                        .reach()));
    }

    /** Digest of everything the read models would answer. */
    public String canonicalDigest() {
        return generations.ask(models -> CanonicalAnswers.digest(models.entries(), models.index()));
    }

    /** Events that wait for an operator, one line a participant: the event and why it could not be applied. */
    public List<String> parkedEvents() {
        return generations.ask(ReadModels::parkedInWords);
    }

    /** Checks what is stored. */
    public Integrity integrity() {
        return new Integrity(log, blobs);
    }

    /** Where it all lies. */
    public DataFolder folder() {
        return folder;
    }

    /** Waits until all that was stored when the registry was opened can be asked about; whether that was so within the time. */
    public boolean awaitCaughtUp(Duration within) {
        return generations.current().awaitStored(within);
    }

    /** The share of what was stored when the registry was opened that can be asked about, 0 to 1. */
    public double caughtUp() {
        return generations.current().shareOfStored();
    }

    /**
     * Waits until everything stored now can be asked about.
     *
     * @return whether that was so within the time
     */
    public boolean awaitVisible(Duration within) {
        return generations.current().awaitPlace(log.lastPosition(), within);
    }

    /**
     * Rebuilds the read models from the events, from zero; questions are answered from the old ones until the new are there.
     *
     * @param progress told the position up to which events are applied, and the last one
     */
    public void rebuild(java.util.function.BiConsumer<Long, Long> progress) {
        generations.rebuild(progress);
    }

    @Override
    public void close() {
        // Last named, first closed; each is closed even where one before it cannot be.
        try (log;
                accounts;
                audit;
                vault;
                sourceMap) {
            try {
                generations.close();
            } finally {
                configuration.shutdown();
            }
        }
    }
}
