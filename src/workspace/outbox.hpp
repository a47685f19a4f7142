#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>
#include <secokr/objective.hpp>

#include "base/state_folder.hpp"

namespace secokr::workspace {

/// What an update says beside its note: it is the issue's, and waits with the note.
struct WaitingEdits {
  std::vector<int> ticks{};                      ///< milestones that are done
  std::optional<KeyResultState> state{};         ///< the state from now on
  std::optional<KeyResultState> state_before{};  ///< the one that it took the place of, where that was known
  std::string critical_project{};                ///< URL of the one that pauses it
  bool any() const { return !ticks.empty() || state.has_value(); }
  friend bool operator==(const WaitingEdits&, const WaitingEdits&) = default;
};

/// A weekly update that waits to be sent (FORMATS.md 6).
struct WaitingUpdate {
  std::string file{};        ///< its name in the outbox; given by it
  std::string hash{};        ///< of the file; given by the outbox
  std::string origin{};      ///< tracker::Project::origin
  std::string project_id{};  ///< tracker::Project::id
  std::string project{};     ///< its path, for people and for the issue's address
  long iid = 0;
  std::string user{};      ///< who wrote it, without '@'
  std::string name{};      ///< `Security Training/KR2`, `Security Training`
  std::string id{};        ///< of the KR or objective
  Day week{};              ///< its Monday
  std::string based_on{};  ///< `documents::block_sum` of the week's note that counted then; empty for none
  std::string note{};      ///< the text; empty where only the issue is to be edited
  WaitingEdits edits{};
  friend bool operator==(const WaitingUpdate&, const WaitingUpdate&) = default;
};

/// Updates of which nobody knows yet which issue they are about: the server was not reached, or they are being typed.
struct UnsentUpdates {
  std::string file{};  ///< its name in the outbox; given by it
  std::string hash{};  ///< of the file; given by the outbox
  std::string host{};  ///< the tracker's; empty for the local one
  std::string project{};
  std::string user{};            ///< who wrote it, where that was known
  std::optional<Day> written{};  ///< from which the week follows that is not named
  std::string name{};            ///< what `edits` are about; empty where there are none
  std::optional<Day> week{};     ///< theirs
  WaitingEdits edits{};
  std::string text{};  ///< as `secokr update --file` takes it; may be empty beside edits
  friend bool operator==(const UnsentUpdates&, const UnsentUpdates&) = default;
};

std::string render_waiting(const WaitingUpdate& update);
/// Error local_file: no such file, or one of a newer version.
Expected<WaitingUpdate> parse_waiting(std::string_view text, const std::string& path);
std::string render_unsent(const UnsentUpdates& unsent);
/// Nothing where it is another file. Error local_file: one of a newer version.
Expected<std::optional<UnsentUpdates>> parse_unsent(std::string_view text, const std::string& path);

/// The updates that wait on this machine, a file each: `<id>-<week>.md`, and where one for the same id and week waits
/// that says something else, `<id>-<week>-2.md` and so on, in the order in which they were typed: nothing that waits is
/// ever overwritten by other words.
class Outbox {
 public:
  /// `folder` is the state folder's `outbox`; it need not exist.
  explicit Outbox(base::StateFolder folder) : m_folder(std::move(folder)) {}

  /// One that says the same but for its base takes the new base. Gives it with its file. Error: local_file.
  Expected<WaitingUpdate> put(WaitingUpdate update) const;
  /// Keeps it below a name of its own, or where the same waits already. Gives it with its file. Error: local_file.
  Expected<UnsentUpdates> keep(UnsentUpdates unsent) const;
  /// What its file holds from now on. Error: local_file, also where another run changed it or took it out meanwhile.
  Expected<UnsentUpdates> replace(UnsentUpdates unsent) const;
  /// Takes it out; nothing to do where another run did, or put something else there. Error: local_file.
  Status remove(const WaitingUpdate& update) const { return m_folder.remove(update.file, update.hash); }
  Status remove(const UnsentUpdates& unsent) const { return m_folder.remove(unsent.file, unsent.hash); }

  /// By week, name, and the order of typing. What cannot be read is an error each, and never removed.
  struct Contents {
    std::vector<WaitingUpdate> updates{};
    std::vector<UnsentUpdates> unsent{};  ///< oldest first
    std::vector<Error> unreadable{};
    bool empty() const { return updates.empty() && unsent.empty() && unreadable.empty(); }
  };
  Expected<Contents> all() const;
  /// As it waits now; nothing where somebody took it out meanwhile. Error: local_file.
  Expected<std::optional<WaitingUpdate>> read(const std::string& file) const;
  std::filesystem::path path_of(const std::string& file) const { return m_folder.path_of(file); }

 private:
  base::StateFolder m_folder;
};

}  // namespace secokr::workspace
