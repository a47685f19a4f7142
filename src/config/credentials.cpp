#include "config/credentials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/private_file.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "config/credential_helper.hpp"
#include "domain/commands.hpp"

namespace secokr::config {
namespace {

namespace fs = std::filesystem;
using Found = Expected<std::optional<Credential>>;

constexpr std::array variables{"SECOKR_TOKEN", "GITLAB_TOKEN", "GITLAB_ACCESS_TOKEN"};
constexpr const char* job_token = "CI_JOB_TOKEN";

bool is_set(const base::Environment& environment, std::string_view name) {
  return !environment.get(name).value_or("").empty();
}

Error job_token_alone() {
  return {ErrorKind::authentication,
          "CI_JOB_TOKEN cannot reach issues, and there is no other token",
          "GitLab lets a job's own token read packages and the like, but no issue",
          "Make a project access token with the scope `api`, and put it into a masked CI/CD variable SECOKR_TOKEN",
          {}};
}

Error no_token(const std::string& host) {
  return {ErrorKind::authentication,
          fmt::format("There is no token for {}", host),
          fmt::format("Nothing is in the environment, nothing was stored by `{}`, and no token file or credential "
                      "helper is configured",
                      command::log_in),
          fmt::format("Type `{}`, or set GITLAB_TOKEN", login_command(host)),
          {}};
}

Error only_the_workspace_names(const Config& config) {
  const std::string& host = config.tracker.host;
  return {ErrorKind::authentication,
          fmt::format("No token goes to {} before you say so", host),
          fmt::format("Only {} names that host, and anybody can write such a file",
                      config.source_of("tracker.host").place()),
          fmt::format("Type `{}`", login_command(host)),
          {}};
}

Found from_environment(const base::Environment& environment) {
  SECOKR_TRY(auto found, environment_token(environment));
  if (found && found->token.reveal() == environment.get(job_token)) return fail(job_token_alone());
  return found;
}

Found from_store(const std::string& host, const base::Environment& environment) {
  const auto path = token_store(environment);
  if (!path) return std::nullopt;
  SECOKR_TRY(auto token, TokenStore{*path}.find(host));
  if (!token) return std::nullopt;
  return Credential{*std::move(token), path->string()};
}

Found from_file(const Config& config, const base::Environment& environment) {
  if (config.token_file.empty()) return std::nullopt;
  const fs::path path = environment.path_of(config.token_file);
  const auto read = base::read_private_file(path);
  if (!read) {
    Error error = read.error();
    if (!error.reason.empty()) error.reason += "; ";
    error.reason += fmt::format("{} names it as `token_file`", config.source_of("token_file").place());
    return fail(std::move(error));
  }
  const std::string source = path.string();
  SECOKR_TRY(auto token, checked_token(std::string_view{read->text}.substr(0, read->text.find('\n')), source));
  return Credential{std::move(token), source};
}

Found from_helper(const Config& config, const base::Environment& environment) {
  if (config.credential_helper.empty()) return std::nullopt;
  SECOKR_TRY(auto credential, ask_credential_helper(config, environment));
  return std::optional{std::move(credential)};
}

Expected<bool> is_approved(const Config& config, const base::Environment& environment) {
  if (host_is_own(config)) return true;
  const auto path = token_store(environment);
  if (!path) return false;
  return TokenStore{*path}.is_approved(config.tracker.host);
}

}  // namespace

std::string passed_over_notice(const Credential& credential, const Config& config) {
  if (credential.passed_over.empty()) return {};
  return fmt::format(
      "{0} is set and not used: only {1} names {2}, so the token stored for it by `{4}` goes there. To let {0} go "
      "there: {3} --use-environment",
      credential.passed_over, config.source_of("tracker.host").place(), config.tracker.host,
      login_command(config.tracker.host), command::log_in);
}

std::string login_command(const std::string& host) {
  if (host == TrackerConfig{}.host) return std::string(command::log_in);
  return fmt::format("{} --host {}", command::log_in, base::shell_word(host));
}

Expected<base::Secret> checked_token(std::string_view text, const std::string& source) {
  constexpr std::size_t longest = 8192;
  text = base::trim(text);
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
  if (!text.empty() && is_plain && text.size() <= longest) return base::Secret{std::string{text}};
  const char* reason = text.empty() ? "It is empty"
                       : is_plain   ? "It is longer than any token"
                                    : "It has blanks, line breaks or other characters that no token has";
  return fail({ErrorKind::authentication,
               fmt::format("There is no token in {}", source),
               reason,
               text.empty() ? "Give the token there, whole and alone" : "Copy the token again, whole and alone",
               {}});
}

Expected<std::optional<Credential>> environment_token(const base::Environment& environment) {
  for (const char* name : variables) {
    if (!is_set(environment, name)) continue;
    SECOKR_TRY(auto token, checked_token(*environment.get(name), name));
    return Credential{std::move(token), name};
  }
  return std::nullopt;
}

Status check_host_is_named(const Config& config) {
  if (host_is_own(config)) return {};
  return fail(only_the_workspace_names(config));
}

Expected<Credential> find_credential(const Config& config, const base::Environment& environment) {
  SECOKR_TRY(const bool approved, is_approved(config, environment));
  if (approved) {
    SECOKR_TRY(auto found, from_environment(environment));
    if (found) return *std::move(found);
  }
  SECOKR_TRY(auto stored, from_store(config.tracker.host, environment));
  if (stored) {
    const auto name = std::ranges::find_if(variables, [&](const char* each) { return is_set(environment, each); });
    if (!approved && name != variables.end()) stored->passed_over = *name;
    return *std::move(stored);
  }
  if (!approved) return fail(only_the_workspace_names(config));
  SECOKR_TRY(auto in_file, from_file(config, environment));
  if (in_file) return *std::move(in_file);
  SECOKR_TRY(auto helped, from_helper(config, environment));
  if (helped) return *std::move(helped);
  return fail(is_set(environment, job_token) ? job_token_alone() : no_token(config.tracker.host));
}

}  // namespace secokr::config
