#include "app/update.hpp"

#include <fmt/format.h>

#include <memory>

#include "base/file.hpp"
#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/update_questions.hpp"
#include "cli/context.hpp"
#include "cli/ports.hpp"
#include "cli/prompts.hpp"
#include "cli/registry.hpp"
#include "cli/typed.hpp"
#include "cli/update_post.hpp"
#include "cli/update_words.hpp"

namespace secokr::cli {
namespace {

struct UpdateOptions {
  std::vector<std::string> names{};
  std::optional<std::string> file{};
  std::optional<std::string> health{};
  std::optional<std::string> state{};
  std::vector<std::string> milestones{};
  std::optional<Day> week{};
  app::UpdateRequest request{};
};

/// What the flags say.
Expected<app::UpdateRequest> request_of(const UpdateOptions& options) {
  app::UpdateRequest request = options.request;
  if (options.health) request.health = parse_health(*options.health);
  if (options.state) request.state = parse_key_result_state(*options.state);
  for (const std::string& text : options.milestones) {
    SECOKR_TRY(const app::MilestoneSaid milestone, parse_milestone(text));
    request.milestones.push_back(milestone);
  }
  return request;
}

bool says_anything(const UpdateOptions& options) {
  return options.request.says_note() || options.health || options.state || !options.milestones.empty() ||
         !options.request.critical_project.empty();
}

/// One run of the command: finds what it is about, asks, and posts.
class Run {
 public:
  Run(Context& context, const app::Ports& ports, const UpdateOptions& options)
      : m_context(context), m_ports(ports), m_reader(ports), m_options(options) {}

  Expected<int> go() {
    if (m_context.quarter_is_named()) {
      SECOKR_TRY(m_quarter, m_context.quarter(QuarterDefault::week));
    }
    if (m_options.file) return post_file();
    if (m_options.names.empty()) return post_mine();
    return post_named();
  }

  /// From then on the outbox has what was typed, or the error.
  bool has_queue() const { return m_has_queue; }

 private:
  Status add(const std::string& name, const std::optional<Day>& week, const app::UpdateRequest& request) {
    SECOKR_TRY(app::UpdateTarget target, m_reader.find(name, m_quarter, week));
    for (const std::string& notice : target.notices) m_context.say(notice);
    m_said.push_back({std::move(target), request});
    return {};
  }

  Expected<int> post() {
    m_has_queue = true;
    return post_updates(m_context, m_ports, m_said);
  }

  Expected<int> post_named() {
    SECOKR_TRY(const app::UpdateRequest request, request_of(m_options));
    const bool several = m_options.names.size() > 1;
    if (several && says_anything(m_options))
      return fail({.kind = ErrorKind::usage,
                   .what = fmt::format("{} are named, and flags say something of one", m_options.names.size()),
                   .help = "Quote a name with blanks; for several at once write a file: secokr update --file FILE"});
    for (const std::string& name : m_options.names) SECOKR_CHECK(add(name, m_options.week, request));
    if (!several) {
      SECOKR_CHECK(ask_for_gaps(m_context, m_said.front()));
      return post();
    }
    return walk();
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
    m_context.say("Nothing was posted");
    return 0;
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
    const bool is_input = *m_options.file == "-";
    std::string text;
    if (is_input) {
      SECOKR_TRY(text, m_context.terminal().read_all());
    } else {
      SECOKR_TRY(auto file, base::read_file(m_context.path_of(*m_options.file)));
      text = std::move(file.text);
    }
    SECOKR_TRY(auto updates, read_update_file(text, is_input ? "standard input" : *m_options.file));
    auto posted = post_filed(std::move(updates));
    // What came through a pipe stands nowhere else.
    if (!posted && is_input && m_said.empty()) {
      Error error = std::move(posted).error();
      error.notes.push_back({.path = "What was read:", .text = std::move(text)});
      return fail(std::move(error));
    }
    return posted;
  }

  Expected<int> post_filed(std::vector<documents::FiledUpdate> updates) {
    SECOKR_CHECK(name_single(updates));
    for (const documents::FiledUpdate& filed : updates) {
      SECOKR_CHECK(add(filed.name, m_options.week ? m_options.week : filed.week, {}));
      SaidUpdate& said = m_said.back();
      said.request = app::request_from(said.target, filed);
    }
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
  bool m_has_queue = false;
};

/// U3, where not even the tracker was reached: all that was said, as a command to type again.
Error given_back(Error error, const UpdateOptions& options) {
  const app::UpdateRequest& said = options.request;
  if (!said.accomplished && !said.next && !said.risk) return error;
  const auto number = [](const std::optional<double>& value) {
    return value ? std::optional(base::format_number(*value)) : std::nullopt;
  };
  Typed typed("secokr update" + (options.names.empty() ? "" : " " + base::shell_quoted(options.names.front())));
  if (options.week) typed.add("--week", std::string_view{to_string(*options.week)});
  typed.add("--value", number(said.value));
  typed.add("--progress", number(said.progress));
  typed.add("--health", options.health);
  for (const std::string& milestone : options.milestones) typed.add("--milestone", std::string_view{milestone});
  typed.add("--accomplished", said.accomplished);
  typed.add("--next", said.next);
  typed.add("--risk", said.risk);
  return typed.given_back(std::move(error));
}

Expected<int> run_update(Context& context, UpdateOptions options) {
  if (options.names == std::vector<std::string>{"-"}) {
    options.names.clear();
    options.file = "-";
  }
  const auto ports = cli::ports(context);
  if (!ports) return fail(given_back(ports.error(), options));
  Run run(context, *ports, options);
  auto done = run.go();
  // A line that is wrong is corrected in the shell, where it still stands.
  if (done || run.has_queue() || done.error().kind == ErrorKind::usage) return done;
  return fail(given_back(std::move(done).error(), options));
}

void bind_options(OptionBinder& binder, UpdateOptions& options) {
  app::UpdateRequest& request = options.request;
  binder.positionals(
      "KR", options.names,
      "Key results, or an objective: \"Security Training/KR2\", the beginning of its reference, '#12' or "
      "its URL; - reads them from standard input");
  binder.number("--value", request.value, "The metric's value now; the progress is computed from it");
  binder.number("--progress", request.progress, "The progress by hand, 0 to 100; wins over the computed one",
                "PERCENT");
  binder.choice("--health", options.health, {"on-track", "needs-attention", "at-risk"}, "The key result's health");
  binder.text("--accomplished", request.accomplished,
              "What was accomplished this week; Markdown, several lines are fine");
  binder.text("--next", request.next, "What will be accomplished next week");
  binder.text("--risk", request.risk,
              "Reason; help needed; @stakeholders: demanded where health is not On Track or a milestone is at risk");
  binder.texts("--milestone", options.milestones,
               "A milestone: 2=done ticks it, 2=at-risk raises it, 2=on-track takes that back", "N=WORD");
  binder.choice("--state", options.state, {"active", "not-started", "paused", "done"},
                "The key result's state from now on");
  binder.text("--critical-project", request.critical_project, "The critical project that pauses it", "URL");
  binder.day("--week", options.week, "Any day of the week that the update is about");
  binder.text("--file", options.file, "Updates of one or many key results in one Markdown file; - for standard input",
              "FILE");
}

}  // namespace

CommandSpec update_command() {
  CommandSpec spec;
  spec.path = "update";
  spec.group = groups::run;
  spec.summary = "Post the weekly updates of your key results";
  spec.description =
      "Alone it walks through your active key results whose update is missing: it proposes what you planned last week, "
      "asks for value or progress, health and, where something is due or at risk, milestones and risk, shows the notes "
      "and posts them. `e` at a text opens your editor on the note's exact shape.\n\nWith a name it is about that one: "
      "by flags, and on a terminal it asks for what is missing. Progress, health and text go out as one note on the "
      "issue, once a week; the same week again edits the note, what is not given stays as posted, and where nothing "
      "differs nothing is written. An objective's update begins with what its key results' notes say.\n\nThe progress "
      "of "
      "a key result with a metric is computed from --value; --progress wins over it, and both are shown. Without "
      "--week "
      "it is this week from Wednesday on; on Monday and Tuesday it is last week while its update is missing.\n\nWhat "
      "you "
      "wrote is kept in the outbox until it has arrived; `secokr sync` sends what waits. Anybody may post: that a key "
      "result is another's is said.";
  spec.examples = {
      {"secokr update", "Friday: all of mine, one after the other"},
      {"secokr update \"Security Training/KR1\" --value 78 --health on-track --accomplished \"Enrolled everyone\"",
       "One, by flags"},
      {"secokr update sec/kr1 --health at-risk --risk \"No trainer; budget; @ciso\" --milestone 2=at-risk",
       "The same week, now at risk"},
      {"secokr update sec/kr1 --milestone 2=done", "Tick a milestone on any day, without a note"},
      {"secokr update sec/kr2 --state paused --critical-project https://example.com/critical/1",
       "A critical project takes priority"},
      {"secokr update \"Security Training\" --dry-run", "The objective's own, from this week's notes"},
      {"secokr update --file friday.md", "Many key results, each below a heading such as # Security Training/KR1"},
      {"secokr update '#12' --progress 40 --health on-track --week 2027-02-12 --dry-run",
       "Show the exact note of an earlier week"}};
  spec.schema = "update";
  spec.needs = Needs::tracker;
  spec.writes = true;
  spec.bind = [](OptionBinder& binder) -> Runner {
    auto options = std::make_shared<UpdateOptions>();
    bind_options(binder, *options);
    return [options](Context& context) { return run_update(context, *options); };
  };
  return spec;
}

}  // namespace secokr::cli
