package org.dermatrail.ops.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.dermatrail.domain.Outcome;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.graphql.CommandDesk;
import org.dermatrail.graphql.Ids;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.ops.console.ConsolePages;
import org.dermatrail.ops.security.Account;
import org.dermatrail.ops.security.AccountSettings;
import org.dermatrail.ops.security.Accounts;
import org.dermatrail.projections.cohort.CohortPage;
import org.dermatrail.projections.cohort.CohortQuestion;
import org.dermatrail.projections.cohort.Level;
import org.dermatrail.projections.disclosure.CohortAnswer;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.disclosure.FirstPage;
import org.dermatrail.projections.record.AsOf;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The real server on a real port over real accounts; only what other rooms keep is a stand-in. */
@NullMarked
final class ServedPicture implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";
    private static final Duration LONGEST_RUN = Duration.ofSeconds(1);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(RegistryServer.class)
    static class Application {}

    final OnePicture registry = new OnePicture();
    final Accounts accounts;
    final HttpClient client = HttpClient.newHttpClient();
    private final ConsolePages console;
    private final ConfigurableApplicationContext context;
    private final int port;

    /** Serves with accounts of this folder, at the time of this clock, and with the console at this location. */
    ServedPicture(Path folder, Clock clock, String console) {
        this.console = ConsolePages.at(console);
        accounts = Accounts.open(AccountSettings.usual(folder.resolve("accounts.db")), clock);
        context = new SpringApplicationBuilder(Application.class)
                .properties(RegistryServer.PROPERTIES)
                .properties("server.port=0", "logging.level.root=OFF")
                .initializers(started -> ports((GenericApplicationContext) started))
                .run();
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        port = server == null ? 0 : server.getPort();
    }

    private void ports(GenericApplicationContext started) {
        started.registerBean(OnePicture.class, () -> registry);
        started.registerBean(Accounts.class, () -> accounts);
        started.registerBean(ConsolePages.class, () -> console);
        started.registerBean(CohortDoor.class, () -> new ClosedDoor());
        started.registerBean(CommandDesk.class, () -> (command, caller) -> Outcome.accept());
        started.registerBean(Ids.class, () -> () -> "00000000-0000-7000-8000-000000000000");
        started.registerBean(Clock.class, Clock::systemUTC);
        started.registerBean(DisclosurePolicy.class, () -> DisclosurePolicy.RESEARCHER);
        var usual = QueryLimitSettings.USUAL;
        started.registerBean(
                QueryLimitSettings.class,
                () -> new QueryLimitSettings(
                        usual.deepest(),
                        usual.mostFields(),
                        usual.mostAliases(),
                        usual.highestCost(),
                        usual.longestDocument(),
                        usual.mostTokens(),
                        LONGEST_RUN));
        started.registerBean(
                Thumbnailer.class, () -> (picture, side) -> ("small " + side).getBytes(StandardCharsets.UTF_8));
    }

    /** No cohort question is asked here. */
    private static final class ClosedDoor implements CohortDoor {

        @Override
        public CohortAnswer ask(CohortQuestion question, DisclosurePolicy policy, AsOf asOf) {
            throw new UnsupportedOperationException("closed");
        }

        @Override
        public CohortPage page(
                CohortQuestion question,
                DisclosurePolicy policy,
                AsOf asOf,
                Level level,
                @Nullable String after,
                int limit) {
            throw new UnsupportedOperationException("closed");
        }

        @Override
        public FirstPage begin(CohortQuestion question, DisclosurePolicy policy, Level level, int limit) {
            throw new UnsupportedOperationException("closed");
        }
    }

    int port() {
        return port;
    }

    /** Adds an account and gives it a bearer token. */
    String token(Account account) {
        accounts.add(account, PASSWORD);
        return accounts.issue(account.name(), "test", Duration.ofHours(1)).secret();
    }

    HttpRequest.Builder to(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
        return send(to(path, token));
    }

    HttpResponse<String> post(String path, @Nullable String token, String json)
            throws IOException, InterruptedException {
        return send(to(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    @Override
    public void close() {
        client.close();
        context.close();
        accounts.close();
    }
}
