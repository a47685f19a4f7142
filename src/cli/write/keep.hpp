#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <secokr/error.hpp>

#include "cli/core/context.hpp"
#include "workspace/outbox.hpp"

namespace secokr::cli {

/// What a person typed, from then on until it has arrived (U3). A text goes three steps, and at each it stands in the
/// outbox on this machine, so that neither a failure nor a signal can lose it:
///
/// - *typed*: nobody knows yet which issue it is about. One file, which each further call replaces as the text grows;
/// - *waiting*: it is known what each update is about and what it is based on. A file each, in place of the typed one;
/// - *arrived*: the tracker has it. Its file is taken out.
///
/// What is left when the value goes waits, and `secokr sync` sends it. In a dry run nothing is kept.
class Keep {
 public:
  explicit Keep(Context& context);

  /// All that was typed so far. Host, project, user and day are filled in; one that says nothing is let go. Where it
  /// cannot be written, `has_typed` is false and the caller's error gives the text back.
  void typed(workspace::UnsentUpdates said);
  bool has_typed() const { return m_typed.has_value(); }

  /// What was typed is about these. One that cannot be kept is said on stderr with its text.
  void waiting(const std::vector<workspace::WaitingUpdate>& updates);
  /// Those of them that are kept.
  const std::vector<workspace::WaitingUpdate>& kept() const { return m_waiting; }
  bool keeps(const std::string& id) const;

  /// The tracker has what the update for this id says.
  void arrived(const std::string& id);
  /// Nothing of it is to be sent: the person said no, the line is wrong and still stands in the shell, or all of it was
  /// there already.
  void let_go();

  /// The error with the sentence that says what waits and the command that sends it; as it was where nothing waits.
  Error told(Error error) const;

 private:
  template <class Kept>
  void take_out(const Kept& kept);
  void let_typed_go();

  Context& m_context;
  std::optional<workspace::UnsentUpdates> m_typed{};
  std::vector<workspace::WaitingUpdate> m_waiting{};
};

/// The outbox of the workspace, or without one of the user.
Expected<workspace::Outbox> outbox_of(Context& context);

}  // namespace secokr::cli
