#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/error.hpp>

#include "base/file.hpp"
#include "base/file_system.hpp"

namespace secokr::base {

/// A folder for what a program keeps on this machine, at a place that somebody else may have prepared: a cloned
/// repository or an unpacked archive may bring links, pipes and files of its own there. Every part of the way below the
/// anchor is opened by itself and without following a link; folders and files must be this user's own, files regular
/// and known by one name only, and none of them may be foreign. Everything else is an Error local_file that says what
/// stands there, and is neither read, waited for, nor changed.
///
/// `name` is a file's name without a folder. Files that are made have mode 0600, folders 0700.
class StateFolder {
 public:
  /// True for a path below the anchor that is somebody else's for another reason, such as one that git tracks.
  using IsForeign = std::function<Expected<bool>(const std::string& path)>;

  /// `anchor` is the user's own word and may be anything; `below` is the way from there. It need not exist.
  StateFolder(std::filesystem::path anchor, std::filesystem::path below, IsForeign is_foreign = {})
      : m_anchor(std::move(anchor)), m_below(std::move(below)), m_is_foreign(std::move(is_foreign)) {}

  /// A folder inside.
  StateFolder sub(std::string_view name) const { return {m_anchor, m_below / name, m_is_foreign}; }
  std::filesystem::path path() const { return m_anchor / m_below; }
  std::filesystem::path path_of(std::string_view name) const { return path() / name; }

  /// Nothing where there is none.
  Expected<std::optional<FileText>> read(const std::string& name) const;
  /// Replaces it atomically, as `replace_file` does.
  Status write(const std::string& name, std::string_view text, const Expectation& expectation = {}) const;
  /// Nothing to do where there is none, and where it has another hash than the one that is given. A foreign file may be
  /// removed.
  Status remove(const std::string& name, const std::string& hash = {}) const;
  /// Of everything that stands in it, sorted; none where it is not there.
  Expected<std::vector<std::string>> names() const;
  /// For a file that another library opens by its path: that it is absent or as it must be.
  Status check(const std::string& name) const;
  /// Makes the folder.
  Status make() const;
  /// An exclusive lock on a file of that name. Errors also those of `FileLock::hold`.
  Expected<FileLock> lock(const std::string& name) const;

 private:
  Expected<Descriptor> open(bool make) const;
  Expected<Descriptor> open_own(const Descriptor& folder, const std::string& name, int flags) const;
  Status refuse_foreign(const std::string& name) const;

  std::filesystem::path m_anchor;
  std::filesystem::path m_below;
  IsForeign m_is_foreign;
};

}  // namespace secokr::base
