package org.dermatrail.ops.security;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.dermatrail.gateway.upload.UploadSettings;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.console.ConsolePages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * The chain every HTTP request passes.
 *
 * <p>Laws: what is not named here as public needs a token or a session; what changes something by a session needs proof
 * that our own page asks; sessions are kept with the accounts, never by the web server; pages load nothing from other
 * hosts.
 */
@Configuration(proxyBeanMethods = false)
public class FrontDoor {

    /** What is served to everyone: pages and scripts without data, the question who one is, and whether the server is up. */
    static final String[] PUBLIC = {
        "/",
        "/index.html",
        "/favicon.ico",
        "/favicon.svg",
        "/assets/**",
        "/welcome",
        "/welcome/**",
        "/graphiql",
        "/graphiql/**",
        "/webjars/**",
        "/session",
        "/session/ready",
        "/livez",
        "/readyz"
    };

    private static final long LARGEST_BODY_BYTES = 256 * 1024;

    /** Sets the headers before anything else, also where a request is refused as malformed. */
    @Bean
    FilterRegistrationBean<SafeHeaders> safeHeaders() {
        var registration = new FilterRegistrationBean<>(new SafeHeaders());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    CsrfTokenRepository forgeryCookies() {
        return ForgeryGuard.cookies();
    }

    @Bean
    SecurityFilterChain frontDoorChain(
            HttpSecurity http,
            Accounts accounts,
            ConsolePages console,
            CsrfTokenRepository forgeryCookies,
            ObjectProvider<UploadSettings> uploads) {
        var settings = uploads.getIfAvailable();
        var sizes = new SmallBodies(LARGEST_BODY_BYTES, settings == null ? LARGEST_BODY_BYTES : settings.mostBytes());
        return http.csrf(csrf -> ForgeryGuard.configure(csrf, forgeryCookies))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // The others are set by SafeHeaders.
                .headers(headers -> headers.defaultsDisabled()
                        .cacheControl(Customizer.withDefaults())
                        .httpStrictTransportSecurity(Customizer.withDefaults()))
                .addFilterAfter(console.filter(), HeaderWriterFilter.class)
                .addFilterAfter(sizes, HeaderWriterFilter.class)
                .addFilterBefore(new RecognisingFilter(accounts), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // A request was let in before it is forwarded, goes on asynchronously or ends in an error.
                        .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PUBLIC)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/sign-in", "/session")
                        .permitAll()
                        .requestMatchers("/imports", "/imports/**")
                        .hasAnyRole(Role.COORDINATOR.name(), Role.DATA_MANAGER.name())
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(denials -> denials.authenticationEntryPoint((request, response, denied) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            Replies.write(response, 401, "NOT_SIGNED_IN", "Sign in first and send the token.");
                        })
                        .accessDeniedHandler((request, response, denied) -> {
                            if (denied instanceof CsrfException) {
                                Replies.write(
                                        response,
                                        403,
                                        "CSRF_TOKEN_MISSING",
                                        "Send the cookie XSRF-TOKEN again as header X-XSRF-TOKEN.");
                            } else {
                                Replies.write(response, 403, "NOT_ALLOWED", "Your role may not do this.");
                            }
                        }))
                .build();
    }

    /** There is no other way in than a token; this also keeps a default account from being made up. */
    @Bean
    AuthenticationManager tokensOnly() {
        return authentication -> {
            throw new BadCredentialsException("tokens only");
        };
    }
}
