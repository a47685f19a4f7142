#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

namespace secokr::workspace {

/// A weekly update that waits to be sent (FORMATS.md 6).
struct WaitingUpdate {
  std::string origin{};      ///< tracker::Project::origin
  std::string project_id{};  ///< tracker::Project::id
  std::string project{};     ///< its path, for people and for the issue's address
  long iid = 0;
  std::string user{};      ///< who wrote it, without '@'
  std::string name{};      ///< `Security Training/KR2`, `Security Training`
  std::string id{};        ///< of the KR or objective
  Day week{};              ///< its Monday
  std::string health{};    ///< tracker::NewNote::health
  long replaces = 0;       ///< the note that it edits; 0 for none
  std::string based_on{};  ///< `documents::block_sum` of the week's note that counted then; empty for none
  std::string note{};      ///< the exact text
  friend bool operator==(const WaitingUpdate&, const WaitingUpdate&) = default;
};

/// Updates of which nobody knows yet which issue they are about: the server was not reached. As `secokr update --file`
/// takes them.
struct UnsentUpdates {
  std::filesystem::path path{};  ///< of its file; given by the outbox
  std::string host{};            ///< the tracker's; empty for the local one
  std::string project{};
  std::string text{};
};

std::string render_waiting(const WaitingUpdate& update);
/// Error local_file: no such file, or one of a newer version.
Expected<WaitingUpdate> parse_waiting(std::string_view text, const std::string& path);

/// The updates that wait on this machine, one file each: `<id>-<week>.md`, mode 0600.
class Outbox {
 public:
  /// `folder` is the state folder's `outbox`; it need not exist.
  explicit Outbox(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  /// Replaces what waits for the same id and week. Error: local_file.
  Status put(const WaitingUpdate& update) const;
  /// Keeps it below a name of its own. Error: local_file.
  Expected<std::filesystem::path> keep(const UnsentUpdates& unsent) const;
  /// Takes out what `keep` kept. Error: local_file.
  Status let_go(const std::filesystem::path& kept) const;
  /// By week, then name. What cannot be read is an error each, and never removed.
  struct Contents {
    std::vector<WaitingUpdate> updates{};
    std::vector<UnsentUpdates> unsent{};  ///< oldest first
    std::vector<Error> unreadable{};
  };
  Expected<Contents> all() const;
  /// Takes it out once it has arrived; nothing to do where it is not there. Error: local_file.
  Status remove(const WaitingUpdate& update) const;

  std::filesystem::path path_of(const WaitingUpdate& update) const;

 private:
  std::filesystem::path m_folder;
};

}  // namespace secokr::workspace
