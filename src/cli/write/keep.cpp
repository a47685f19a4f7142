#include "cli/write/keep.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "cli/core/next_commands.hpp"
#include "config/config.hpp"

namespace secokr::cli {
namespace {

bool says_nothing(const workspace::UnsentUpdates& said) { return base::trim(said.text).empty() && !said.edits.any(); }

/// What the configuration knows of the place and the person; a server is not asked.
Status fill_in(Context& context, workspace::UnsentUpdates& said) {
  SECOKR_TRY(const auto* config, context.config());
  const bool is_local = config->tracker.is_local();
  said.host = is_local ? "" : config->tracker.host;
  said.project = config->tracker.project;
  if (is_local) {
    SECOKR_TRY(said.user, context.user());
  }
  SECOKR_TRY(said.written, context.today());
  return {};
}

}  // namespace

Expected<workspace::Outbox> outbox_of(Context& context) {
  SECOKR_TRY(const base::StateFolder state, context.state());
  return workspace::Outbox(state.sub("outbox"));
}

Keep::Keep(Context& context) : m_context(context) {}

template <class Kept>
void Keep::take_out(const Kept& kept) {
  const auto outbox = outbox_of(m_context);
  const auto gone = outbox ? outbox->remove(kept) : Status(fail(outbox.error()));
  if (!gone) m_context.say("Warning: " + gone.error().what);
}

void Keep::typed(workspace::UnsentUpdates said) {
  if (m_context.global().dry_run) return;
  const auto outbox = outbox_of(m_context);
  if (!outbox) return;
  if (says_nothing(said)) {
    let_typed_go();
    return;
  }
  if (!fill_in(m_context, said)) return;
  if (m_typed) {
    said.file = m_typed->file;
    said.hash = m_typed->hash;
    if (auto grown = outbox->replace(said)) {
      m_typed = *std::move(grown);
      return;
    }
    // Another run took it out, or it cannot be written: then what was there before still is.
  }
  if (auto kept = outbox->keep(std::move(said))) {
    if (m_typed && m_typed->file != kept->file) let_typed_go();
    m_typed = *std::move(kept);
  }
}

void Keep::waiting(const std::vector<workspace::WaitingUpdate>& updates) {
  if (m_context.global().dry_run) return;
  const auto outbox = outbox_of(m_context);
  for (const workspace::WaitingUpdate& update : updates) {
    auto kept = outbox ? outbox->put(update) : Expected<workspace::WaitingUpdate>(fail(outbox.error()));
    if (kept) {
      m_waiting.push_back(*std::move(kept));
      continue;
    }
    m_context.say(fmt::format("Warning: {}; should the post fail, this is your text", kept.error().what));
    m_context.err() << "\n" << base::strip_controls(update.note) << "\n\n";
  }
  // The typed text stays where one of its updates could not be kept by itself.
  if (m_waiting.size() == updates.size()) let_typed_go();
}

bool Keep::keeps(const std::string& id) const {
  return std::ranges::find(m_waiting, id, &workspace::WaitingUpdate::id) != m_waiting.end();
}

void Keep::arrived(const std::string& id) {
  for (const workspace::WaitingUpdate& update : m_waiting)
    if (update.id == id) take_out(update);
  std::erase_if(m_waiting, [&](const workspace::WaitingUpdate& update) { return update.id == id; });
}

void Keep::let_typed_go() {
  if (m_typed) take_out(*std::exchange(m_typed, std::nullopt));
}

void Keep::let_go() {
  let_typed_go();
  for (const workspace::WaitingUpdate& update : std::exchange(m_waiting, {})) take_out(update);
}

Error Keep::told(Error error) const {
  if (!m_typed && m_waiting.empty()) return error;
  const std::string waits = m_waiting.size() < 2 ? "what you wrote waits in the outbox"
                                                 : fmt::format("{} updates wait in the outbox", m_waiting.size());
  error.reason += error.reason.empty() ? waits : "; " + waits;
  // A refusal says itself what to do; all else is tried again. Of a text whose issue nobody looked at yet only the
  // network is known to be in the way.
  const bool helps = m_waiting.empty() ? error.kind == ErrorKind::network
                                       : error.kind != ErrorKind::refused && error.kind != ErrorKind::authentication;
  if (helps) error.help = fmt::format("`{}` sends it", typed_next(m_context, "sync"));
  return error;
}

}  // namespace secokr::cli
