#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/private_file.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "config/credentials.hpp"
#include "config/toml_file.hpp"
#include "domain/commands.hpp"

namespace secokr::config {
namespace {

namespace fs = std::filesystem;

struct StoredHost {
  std::optional<base::Secret> token{};
  bool approved = false;
};

struct Stored {
  std::map<std::string, StoredHost> hosts{};
  std::optional<std::string> hash{};  ///< of the file's text; nothing where there is no file
};

Error damaged(const fs::path& path, std::optional<std::size_t> line, std::string expected) {
  // The line itself stays out: it may be half a token.
  return {ErrorKind::local_file,
          fmt::format("cannot understand {}", path.string()),
          fmt::format("only `{}` and `{}` should write to it", command::log_in, command::log_out),
          fmt::format("correct the line, or remove the file with `rm {}` and log in again",
                      base::shell_word(path.string())),
          {{path.string(), line, {}, std::move(expected)}}};
}

/// False where the entry is none that `text_of` writes.
bool take(const Entry& entry, std::map<std::string, StoredHost>& hosts) {
  if (entry.path.size() < 2 || entry.path.size() > 3 || entry.path[0] != "hosts") return false;
  if (origin_of(entry.path[1]) != entry.path[1]) return false;
  StoredHost& host = hosts[entry.path[1]];
  if (entry.path.size() == 2) return std::holds_alternative<std::monostate>(entry.value.value);
  if (entry.path[2] == "approved") {
    const auto* approved = std::get_if<bool>(&entry.value.value);
    host.approved = approved != nullptr && *approved;
    return approved != nullptr;
  }
  const auto* text = std::get_if<std::string>(&entry.value.value);
  if (entry.path[2] != "token" || text == nullptr) return false;
  auto token = checked_token(*text, "the file");
  if (!token) return false;
  host.token = *std::move(token);
  return true;
}

Expected<Stored> read(const fs::path& path) {
  std::error_code failed;
  if (!fs::exists(path, failed) && !failed) return Stored{};
  SECOKR_TRY(const base::FileText file, base::read_private_file(path));
  const auto toml = read_toml(file.text, path.string());
  if (!toml) return fail(damaged(path, toml.error().notes.front().line, "valid TOML"));
  Stored stored{{}, file.hash};
  for (const Entry& entry : toml->entries)
    if (!take(entry, stored.hosts))
      return fail(damaged(path, entry.line, "`token = \"…\"` or `approved = true` below [hosts.\"https://…\"]"));
  if (!toml->rows.empty()) return fail(damaged(path, toml->rows.front().line, "no [[…]]"));
  return stored;
}

/// Neither an origin nor a token has characters that TOML escapes, but for those of a token.
std::string toml_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string text_of(const std::map<std::string, StoredHost>& hosts) {
  std::string text =
      fmt::format("# Written by `{}` and `{}`. Nobody else may read it.\n", command::log_in, command::log_out);
  for (const auto& [name, host] : hosts) {
    text += fmt::format("\n[hosts.{}]\n", toml_text(name));
    if (host.token) text += "token = " + toml_text(host.token->reveal()) + '\n';
    if (host.approved) text += "approved = true\n";
  }
  return text;
}

Status write(const fs::path& path, const Stored& stored) {
  const base::Secret text{text_of(stored.hosts)};
  return base::replace_private_file(path, text.reveal(), {.absent = !stored.hash, .hash = stored.hash});
}

}  // namespace

std::optional<fs::path> token_store(const base::Environment& environment) {
  const auto config = user_file(environment);
  if (!config) return std::nullopt;
  return config->parent_path() / "tokens.toml";
}

Expected<std::optional<base::Secret>> TokenStore::find(const std::string& host) const {
  SECOKR_TRY(const Stored stored, read(m_path));
  const auto found = stored.hosts.find(host);
  if (found == stored.hosts.end()) return std::nullopt;
  return found->second.token;
}

Expected<bool> TokenStore::is_approved(const std::string& host) const {
  SECOKR_TRY(const Stored stored, read(m_path));
  const auto found = stored.hosts.find(host);
  return found != stored.hosts.end() && found->second.approved;
}

Status TokenStore::put(const std::string& host, const std::optional<base::Secret>& token) const {
  SECOKR_TRY(Stored stored, read(m_path));
  StoredHost& entry = stored.hosts[host];
  if (token)
    entry.token = token;
  else
    entry.approved = true;
  return write(m_path, stored);
}

Expected<bool> TokenStore::remove(const std::string& host) const {
  SECOKR_TRY(Stored stored, read(m_path));
  if (stored.hosts.erase(host) == 0) return false;
  SECOKR_CHECK(write(m_path, stored));
  return true;
}

Expected<std::vector<std::string>> TokenStore::hosts() const {
  SECOKR_TRY(const Stored stored, read(m_path));
  std::vector<std::string> names;
  for (const auto& [name, host] : stored.hosts) names.push_back(name);
  return names;
}

}  // namespace secokr::config
