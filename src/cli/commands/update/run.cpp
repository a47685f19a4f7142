#include "cli/commands/update/run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/number.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/ask/prompts.hpp"
#include "cli/commands/update/confirm.hpp"
#include "cli/commands/update/post.hpp"
#include "cli/commands/update/questions.hpp"
#include "cli/commands/update/words.hpp"

namespace secokr::cli {
namespace {

bool says_anything(const UpdateOptions& options) {
  return options.request.says_note() || options.value || options.progress || options.health || options.state ||
         !options.milestones.empty() || !options.request.critical_project.empty();
}

/// One run of the command: finds what it is about, asks, and posts.
class Run {
 public:
  Run(Context& context, const app::Ports& ports, const UpdateOptions& options, Keep& keep)
      : m_context(context), m_ports(ports), m_reader(ports), m_options(options), m_keep(keep) {}

  Expected<int> go() {
    if (m_context.quarter_is_named()) {
      SECOKR_TRY(m_quarter, m_context.quarter(QuarterDefault::week));
    }
    if (m_options.file) return post_file();
    if (m_options.names.empty()) return post_mine();
    return post_named();
  }

 private:
  Status add(const std::string& name, const std::optional<Day>& week, const app::UpdateRequest& request) {
    SECOKR_TRY(app::UpdateTarget target, m_reader.find(name, m_quarter, week, [&](const app::UpdateTarget& last) {
      return app::says_the_same(m_ports, last, request);
    }));
    for (const std::string& notice : target.notices) m_context.say(notice);
    m_said.push_back({std::move(target), request});
    return {};
  }

  Expected<int> post() { return post_updates(m_context, m_ports, m_said, m_keep); }

  Expected<int> post_named() {
    SECOKR_TRY(const app::UpdateRequest request, request_of(m_options));
    const bool several = m_options.names.size() > 1;
    if (several && says_anything(m_options))
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("{} are named, and flags say something of one", m_options.names.size()),
                   .help = "Quote a name with blanks; for several at once write a file: secokr update --file FILE"});
    for (const std::string& name : m_options.names) SECOKR_CHECK(add(name, m_options.week, request));
    if (several) return walk();
    SECOKR_TRY(const bool asked, ask_for_gaps(m_context, m_said.front()));
    // A line that says it all was looked at when it was typed, and a script reads no question.
    const bool is_new = !m_said.front().target.posted && !says_anything(m_options) && !m_context.json();
    if (can_ask(m_context) && (asked || is_new)) return post_confirmed();
    return post();
  }

  Expected<int> post_confirmed() {
    SECOKR_TRY(const bool go_on, confirm_posting(m_context, m_said));
    if (go_on) return post();
    return left_unposted();
  }

  int left_unposted() {
    m_context.say("Nothing was posted");
    if (const std::string kept = m_context.interview().kept_sentence(); !kept.empty()) m_context.say(kept);
    return 0;
  }

  Expected<int> post_mine() {
    if (says_anything(m_options))
      return fail({.kind = ErrorKind::usage,
                   .what = "No key result is named",
                   .help = "Name the one that the flags are about, such as secokr update \"Security Training/KR2\""});
    SECOKR_TRY(auto targets, m_reader.mine(m_quarter, m_options.week));
    if (targets.empty()) {
      m_context.say(
          fmt::format("Nothing to do: @{} has no active key result in the week's quarter; `secokr status` "
                      "shows what is due",
                      m_ports.user));
      return 0;
    }
    const std::size_t all = targets.size();
    const std::string week = to_string(targets.front().week);
    std::erase_if(targets, [](const app::UpdateTarget& target) { return target.posted.has_value(); });
    if (targets.empty()) {
      m_context.say(fmt::format("Nothing to do: the week {} has {}; name a key result to change its update", week,
                                all == 1 ? "your update" : fmt::format("all {} of your updates", all)));
      return 0;
    }
    for (const app::UpdateTarget& target : targets)
      for (const std::string& notice : target.notices) m_context.say(notice);
    if (!can_ask(m_context)) return fail(owed(targets));
    if (targets.size() < all) m_context.say(fmt::format("{} of {} are posted already", all - targets.size(), all));
    for (app::UpdateTarget& target : targets) m_said.push_back({std::move(target), {}});
    return walk();
  }

  Expected<int> walk() {
    if (!can_ask(m_context)) {
      std::vector<app::UpdateTarget> targets;
      for (const SaidUpdate& each : m_said) targets.push_back(each.target);
      return fail(owed(targets));
    }
    SECOKR_TRY(const bool go_on, walk_through(m_context, m_said));
    if (go_on) return post();
    return left_unposted();
  }

  /// Without a terminal nobody can be asked.
  static Error owed(const std::vector<app::UpdateTarget>& targets) {
    Error error{
        .kind = ErrorKind::usage,
        .what = fmt::format("Nobody can be asked about {}",
                            targets.size() == 1 ? targets.front().name : fmt::format("{} key results", targets.size())),
        .reason = "Input is no terminal, or --no-input is given",
        .help = "Say it by flags, each named alone, or in a file: secokr update --file FILE"};
    for (const app::UpdateTarget& target : targets)
      error.notes.push_back(
          {.text = fmt::format("secokr update {} --week {} --health on-track {}", base::shell_quoted(target.name),
                               to_string(target.week), target.metric() != nullptr ? "--value N" : "--progress N")});
    return error;
  }

  Expected<int> post_file() {
    if (says_anything(m_options))
      return fail({.kind = ErrorKind::usage,
                   .what = "Flags about an update are given beside --file",
                   .help = "Say all of it in the file, or leave the file out"});
    if (m_options.input) {
      SECOKR_TRY(auto updates, read_update_file(*m_options.input, "standard input"));
      return post_filed(std::move(updates));
    }
    SECOKR_TRY(const auto file, base::read_file(m_context.path_of(*m_options.file)));
    SECOKR_TRY(auto updates, read_update_file(file.text, *m_options.file));
    return post_filed(std::move(updates));
  }

  Expected<int> post_filed(std::vector<documents::FiledUpdate> updates) {
    SECOKR_CHECK(name_single(updates));
    SECOKR_TRY(m_said, said_of(m_context, m_ports, m_reader, updates, m_quarter, m_options.week));
    return post();
  }

  /// A file of one note without a name is about the one that was typed.
  Status name_single(std::vector<documents::FiledUpdate>& updates) const {
    const bool unnamed = updates.size() == 1 && updates.front().name.empty();
    if (unnamed && m_options.names.size() == 1) {
      updates.front().name = m_options.names.front();
      return {};
    }
    if (!unnamed && m_options.names.empty()) return {};
    return fail({.kind = ErrorKind::usage,
                 .what = unnamed ? "The file does not say what its update is about"
                                 : "A key result is named beside a file that names its own",
                 .help = unnamed ? "Name it: secokr update \"Security Training/KR1\" --file FILE, or put \"# Security "
                                   "Training/KR1\" above the note"
                                 : "Leave the name out"});
  }

  Context& m_context;
  const app::Ports& m_ports;
  app::UpdateReader m_reader;
  const UpdateOptions& m_options;
  std::optional<Quarter> m_quarter{};
  std::vector<SaidUpdate> m_said{};
  Keep& m_keep;
};

Error of_flag(std::string_view flag, Error error) {
  error.what = fmt::format("{} {}", flag, error.what);
  return error;
}

Status read_value(const UpdateOptions& options, app::UpdateRequest& request) {
  if (!options.value) return {};
  auto quantity = base::read_quantity(*options.value);
  if (!quantity) return fail(of_flag("--value", std::move(quantity).error()));
  request.value = quantity->number;
  request.unit = std::move(quantity->unit);
  return {};
}

Status read_progress(const UpdateOptions& options, app::UpdateRequest& request) {
  if (!options.progress) return {};
  request.progress_auto = base::equals_folded(base::trim(*options.progress), "auto");
  if (request.progress_auto) return {};
  auto percent = base::read_quantity(*options.progress);
  if (!percent) return fail(of_flag("--progress", std::move(percent).error()));
  if (!percent->unit.empty() && percent->unit != "%")
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("--progress '{}' is no percentage from 0 to 100", *options.progress)});
  if (auto share = base::check_share(*percent, *options.progress); !share)
    return fail(of_flag("--progress", std::move(share).error()));
  request.progress = percent->number;
  return {};
}

}  // namespace

Expected<app::UpdateRequest> request_of(const UpdateOptions& options) {
  app::UpdateRequest request = options.request;
  SECOKR_CHECK(read_value(options, request));
  SECOKR_CHECK(read_progress(options, request));
  if (options.health) request.health = parse_health(*options.health);
  if (options.state) request.state = parse_key_result_state(*options.state);
  for (const std::string& text : options.milestones) {
    SECOKR_TRY(const app::MilestoneSaid milestone, parse_milestone(text));
    request.milestones.push_back(milestone);
  }
  return request;
}

Expected<int> go_update(Context& context, const app::Ports& ports, const UpdateOptions& options, Keep& keep) {
  return Run(context, ports, options, keep).go();
}

}  // namespace secokr::cli
