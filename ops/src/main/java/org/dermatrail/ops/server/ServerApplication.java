package org.dermatrail.ops.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.dermatrail.domain.audit.AuditLog;
import org.dermatrail.domain.image.BlobStore;
import org.dermatrail.domain.pseudonym.ProjectPseudonyms;
import org.dermatrail.gateway.upload.UploadSettings;
import org.dermatrail.graphql.CohortDoor;
import org.dermatrail.graphql.CommandDesk;
import org.dermatrail.graphql.Ids;
import org.dermatrail.graphql.QueryLimitSettings;
import org.dermatrail.imaging.Thumbnails;
import org.dermatrail.ops.console.ConsolePages;
import org.dermatrail.ops.health.Pulse;
import org.dermatrail.ops.health.RegistryProbes;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Accounts;
import org.dermatrail.ops.security.ByProxyOnly;
import org.dermatrail.projections.disclosure.DisclosurePolicy;
import org.dermatrail.projections.discrepancy.Discrepancies;
import org.dermatrail.projections.enrolment.EnrolmentBoards;
import org.dermatrail.projections.lesionhistory.LesionHistories;
import org.dermatrail.projections.record.RegistryRecords;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** Serves an open registry over HTTP, on 127.0.0.1 where nothing else is said: to people by GraphQL, to commands of this machine. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({RegistryServer.class, LocalOperations.class, BrowserImports.class, HealthController.class, Welcome.class})
public class ServerApplication {

    private static final Duration READ_YOUR_WRITES_WITHIN = Duration.ofSeconds(5);
    private static final int TOKEN_BYTES = 32;

    /**
     * A server that runs.
     *
     * @param context its context
     * @param host how this machine reaches it
     * @param announcement the file that tells commands how to reach it
     */
    public record Running(GenericApplicationContext context, String host, Path announcement) implements AutoCloseable {

        /** The port it listens on. */
        public int port() {
            var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
            return server.getPort();
        }

        /** The address it answers at. */
        public String address() {
            return "http://" + host + ":" + port() + "/";
        }

        /** Shows ready sign-ins on the first page; for the demo only. */
        public void show(List<ReadySignIn> signIns) {
            context.getBean(Welcome.class).show(signIns);
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(announcement);
            } catch (IOException e) {
                throw new UncheckedIOException("the server's announcement cannot be removed", e);
            } finally {
                context.close();
            }
        }
    }

    /**
     * Starts serving a registry to this machine.
     *
     * @param port port, or 0 for any that is free
     */
    public static Running start(Registry registry, int port) throws IOException {
        return start(registry, Listening.toThisMachine(port));
    }

    /** Starts serving a registry and tells commands on this machine how to reach it. */
    public static Running start(Registry registry, Listening listening) throws IOException {
        var secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        var token = new LocalToken(HexFormat.of().formatHex(secret));
        var properties = new HashMap<>(RegistryServer.PROPERTIES);
        properties.put("server.address", listening.address().getHostAddress());
        properties.put("server.port", listening.port());
        var uploads = UploadSettings.usual(registry.folder().uploads());
        properties.putAll(BrowserImports.properties(uploads));
        var context = (GenericApplicationContext) new SpringApplicationBuilder(ServerApplication.class)
                .properties(properties)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(fresh -> {
                    var beans = (GenericApplicationContext) fresh;
                    beans.registerBean(Registry.class, () -> registry, bean -> bean.setDestroyMethodName(""));
                    beans.registerBean(UploadSettings.class, () -> uploads);
                    beans.registerBean(LocalToken.class, () -> token);
                    beans.registerBean(Listening.class, () -> listening);
                })
                .run();
        var running = new Running(context, listening.host(), registry.folder().server());
        new LocalServer(running.host(), running.port(), token.value()).announce(registry.folder());
        return running;
    }

    /** Commands of this machine show a token of their own, checked where they arrive. */
    @Bean
    @Order(0)
    SecurityFilterChain localChain(HttpSecurity http) {
        return http.securityMatcher("/local/**")
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Between the headers, which stand on its refusals, too, and everything that looks at who asks. */
    @Bean
    FilterRegistrationBean<ByProxyOnly> byProxyOnly(Listening listening) {
        var registration = new FilterRegistrationBean<>(new ByProxyOnly());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setEnabled(listening.toOthers());
        return registration;
    }

    @Bean
    Pulse pulse(Registry registry) {
        return Pulse.start(Pulse.Settings.usual(), RegistryProbes.toServe(registry), RegistryProbes.toLive(registry));
    }

    @Bean
    ConsolePages consolePages() {
        return ConsolePages.at("console/");
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids() {
        return Registry.ids()::get;
    }

    @Bean
    QueryLimitSettings limits() {
        return QueryLimitSettings.USUAL;
    }

    @Bean
    DisclosurePolicy forResearchers() {
        return DisclosurePolicy.RESEARCHER;
    }

    @Bean
    CommandDesk commandDesk(Registry registry) {
        return (command, caller) -> registry.sendAndSee(command, READ_YOUR_WRITES_WITHIN);
    }

    @Bean
    CohortDoor cohortDoor(Registry registry) {
        return new RegistryCohortDoor(registry.questions().cohorts());
    }

    @Bean(destroyMethod = "")
    Accounts accounts(Registry registry) {
        return registry.accounts();
    }

    @Bean(destroyMethod = "")
    AuditLog auditLog(Registry registry) {
        return registry.audit();
    }

    @Bean
    BlobStore blobStore(Registry registry) {
        return registry.blobs();
    }

    @Bean
    ProjectPseudonyms projectPseudonyms(Registry registry) {
        return registry.pseudonyms();
    }

    @Bean
    Thumbnailer thumbnailer() {
        return Thumbnails::of;
    }

    @Bean
    RegistryRecords records(Registry registry) {
        return registry.questions().records();
    }

    @Bean
    LesionHistories histories(Registry registry) {
        return registry.questions().histories();
    }

    @Bean
    EnrolmentBoards boards(Registry registry) {
        return registry.questions().boards();
    }

    @Bean
    Discrepancies discrepancies(Registry registry) {
        return registry.questions().discrepancies();
    }
}
