#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "cli/ask/prompts.hpp"
#include "cli/commands/auth/ports.hpp"
#include "cli/core/registry.hpp"
#include "render/host_access.hpp"

namespace secokr::cli {
namespace {

using config::Credential;

struct AuthLoginOptions {
  bool with_token = false;
  bool use_environment = false;
  std::vector<std::string> on_the_line{};  ///< what stands where no token belongs
};

/// A token, and whether it is the environment's, of which only the approval is kept.
struct Offer {
  Credential credential{};
  bool is_environments = false;
};

Expected<Offer> from_environment(Context& context) {
  SECOKR_TRY(auto found, config::environment_token(context.environment()));
  if (found) return Offer{*std::move(found), true};
  return fail({.kind = ErrorKind::authentication,
               .what = "There is no token in the environment",
               .reason = "--use-environment approves a host for the one in SECOKR_TOKEN, GITLAB_TOKEN or "
                         "GITLAB_ACCESS_TOKEN, and none of them is set",
               .help = "Set GITLAB_TOKEN, or leave --use-environment out to give a token"});
}

Expected<Offer> from_input(Context& context) {
  SECOKR_TRY(auto text, context.terminal().read_all());
  const base::Secret whole{std::move(text)};
  const std::string source = "standard input";
  SECOKR_TRY(auto token, config::checked_token(whole.reveal(), source));
  return Offer{{std::move(token), source}, false};
}

Expected<Offer> from_a_person(Context& context, const std::string& host) {
  const Question question{.text = "Token", .flag = "--with-token"};
  if (can_ask(context)) {
    SECOKR_TRY(const auto found, config::environment_token(context.environment()));
    const bool goes_anyway = host == config::TrackerConfig{}.host;
    if (found && !goes_anyway && !context.global().yes) {
      SECOKR_TRY(const bool approved,
                 confirm(context, fmt::format("{} is set: may it go to {} from now on?", found->source, host)));
      if (approved) return Offer{*found, true};
    }
    context.say(fmt::format("Make a token with the scope `api` at {}", app::new_token_page(host)));
  }
  SECOKR_TRY(const auto typed, ask_secret(context, question));
  const std::string source = "your answer";
  SECOKR_TRY(auto token, config::checked_token(typed.reveal(), source));
  return Offer{{std::move(token), source}, false};
}

/// The words are not repeated: they are in the shell's history already, and need not be in a log.
Status refuse_words(const AuthLoginOptions& options) {
  if (options.on_the_line.empty()) return {};
  return fail({.kind = ErrorKind::usage,
               .what = "A token is never taken from the command line",
               .reason = "Other users of this machine can see it there, and the shell keeps it: if what was typed is a "
                         "token, revoke it",
               .help = "Type `secokr auth login`, or `secokr auth login --with-token < FILE`"});
}

Expected<Offer> offer_of(Context& context, const AuthLoginOptions& options, const std::string& host) {
  if (options.use_environment && options.with_token)
    return fail({.kind = ErrorKind::usage,
                 .what = "--with-token and --use-environment exclude each other",
                 .reason = "One reads a token, the other approves the environment's",
                 .help = "Give one of them"});
  if (options.use_environment) return from_environment(context);
  const bool is_person = context.terminal().input_is_terminal();
  if (!is_person || (options.with_token && !can_ask(context))) return from_input(context);
  return from_a_person(context, host);
}

Expected<int> run_auth_login(Context& context, const AuthLoginOptions& options) {
  SECOKR_CHECK(refuse_words(options));
  SECOKR_TRY(const app::AuthPorts ports, auth_ports(context));
  const std::string host = ports.config.tracker.host;
  SECOKR_CHECK(config::check_host_is_named(ports.config));
  // A store that cannot be used is told before anybody pastes a token.
  SECOKR_CHECK(ports.store.find(host));
  SECOKR_TRY(const Offer offer, offer_of(context, options, host));
  SECOKR_TRY(const auto account, app::check_token(ports, offer.credential));
  SECOKR_TRY(const Day today, context.today());

  const bool stores = !context.global().dry_run;
  if (stores)
    SECOKR_CHECK(ports.store.put(host, offer.is_environments ? std::nullopt : std::optional{offer.credential.token}));
  const bool is_in_store = stores && !offer.is_environments;
  const std::array hosts{
      tracker::HostAccess{.host = host,
                          .stored = stores,
                          .source = is_in_store ? ports.store.path().string() : offer.credential.source,
                          .account = account}};
  context.show(render::HostsView{hosts, today});
  if (!stores) context.say("Nothing was stored: --dry-run");
  const auto variable = config::environment_token(context.environment());
  if (is_in_store && variable && *variable)
    context.say(fmt::format("{} is set in the environment and comes before what is stored", (*variable)->source));
  return 0;
}

}  // namespace

CommandSpec auth_login_command() {
  return {
      .path = "auth login",
      .group = groups::start,
      .summary = "Give secokr a token for a GitLab server",
      .description =
          "Asks for a personal or project access token with the scope api, without showing it; in a pipe it is read "
          "from standard input. The server is asked whose it is and what it may do; only then is it stored, in a file "
          "of your own that nobody else may read. A token is never taken from the command line.\n\nThe server is "
          "--host, else the configured one, else https://gitlab.com. A stored token goes to its server alone. Tokens "
          "from SECOKR_TOKEN, GITLAB_TOKEN or GITLAB_ACCESS_TOKEN come first; they go to a server that a flag, the "
          "environment, your own configuration or CI names, and to one that only a workspace names after "
          "--use-environment approved it.",
      .examples = {{"secokr auth login", "Paste a token for https://gitlab.com"},
                   {"secokr auth login --host https://gitlab.example.com --with-token < token.txt",
                    "From a file, for a server"},
                   {"secokr auth login --host https://gitlab.example.com --use-environment",
                    "Let GITLAB_TOKEN go to that server"}},
      .schema = "auth",
      .formats = render::formats_of<render::HostsView>(),
      .needs = Needs::config,
      .writes = true,
      .bind = with_options<AuthLoginOptions>(
          [](OptionBinder& binder, AuthLoginOptions& options) {
            binder.flag("--with-token", options.with_token, "Read the token from standard input");
            binder.flag("--use-environment", options.use_environment,
                        "Store no token, but let the environment's go to this server");
            binder.texts("--token", options.on_the_line, "None").make_hidden();
            binder.positionals("TOKEN", options.on_the_line, "None").make_hidden();
          },
          run_auth_login),
  };
}

}  // namespace secokr::cli
