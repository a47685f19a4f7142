#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "base/environment.hpp"
#include "base/secret.hpp"
#include "config/config.hpp"

namespace secokr::config {

/// A token and where it came from, for people: `GITLAB_TOKEN`, a file's path, `the credential helper pass`.
struct Credential {
  base::Secret token{};
  std::string source{};
  /// A variable that holds a token too and would come first, but for the host that only the workspace names.
  std::string passed_over{};
};

/// What to say of a token that was passed over; empty where none was.
std::string passed_over_notice(const Credential& credential, const Config& config);

/// The token for the configured host: SECOKR_TOKEN, GITLAB_TOKEN, GITLAB_ACCESS_TOKEN; what `auth login` stored for
/// that host; `token_file`; the credential helper. Nothing but what is stored for a host goes to one that only the
/// workspace's file names, unless `auth login` approved it. Errors, all with the command to type: authentication, for
/// no token (CI_JOB_TOKEN alone is named as what it is), for a host that is only the workspace's, and for a helper that
/// fails; local_file, for a token file that others may read.
Expected<Credential> find_credential(const Config& config, const base::Environment& environment);

/// The environment's own, for whatever host; nothing where no variable holds one. Error: authentication, for a text
/// that is no token.
Expected<std::optional<Credential>> environment_token(const base::Environment& environment);

/// The token in a text of any origin, without the blanks around it. Error authentication, without the text, where there
/// is none; `source` is for people, as in Credential.
Expected<base::Secret> checked_token(std::string_view text, const std::string& source);

/// Error authentication, with the command to type, where only the workspace's file names the host.
Status check_host_is_named(const Config& config);

/// What to type to log in there: `secokr auth login`, with `--host` for another than GitLab's own.
std::string login_command(const std::string& host);

/// The file of `auth login`: `$XDG_CONFIG_HOME/secokr/tokens.toml`, else below `$HOME/.config`; nothing when neither is
/// set.
std::optional<std::filesystem::path> token_store(const base::Environment& environment);

/// Tokens by host, in a file of mode 0600 that is replaced atomically.
class TokenStore {
 public:
  explicit TokenStore(std::filesystem::path path) : m_path(std::move(path)) {}
  const std::filesystem::path& path() const { return m_path; }
  /// Nothing where no token is stored for the host. Error local_file: unreadable, damaged, or readable by others.
  Expected<std::optional<base::Secret>> find(const std::string& host) const;
  /// A host may be approved without a token of its own: the environment's may go there.
  Expected<bool> is_approved(const std::string& host) const;
  /// Stores the token; without one the host is approved for the environment's. What else is stored for it stays.
  Status put(const std::string& host, const std::optional<base::Secret>& token) const;
  /// True when there was something to remove.
  Expected<bool> remove(const std::string& host) const;
  Expected<std::vector<std::string>> hosts() const;

 private:
  std::filesystem::path m_path;
};

}  // namespace secokr::config
