#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "base/state_folder.hpp"
#include "cli/core/global_options.hpp"
#include "cli/core/spec.hpp"
#include "cli/core/world.hpp"
#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"
#include "tracker/port/tracker.hpp"

namespace secokr::config {
struct Config;
}
namespace secokr::workspace {
class Workspace;
}

namespace secokr::cli {

/// Which quarter a command means when none is named (PROCESS.md 1). `week` is the one that the Friday of today's week
/// lies in.
enum class QuarterDefault { planning, current, week, closing };

class Interview;

/// What a Runner gets: the global options, and the world behind them, made when first asked for and kept. What the
/// command `needs` but for the tracker was loaded before the Runner started, so those accessors cannot fail in it;
/// write `SECOKR_TRY(const auto* config, context.config());` all the same.
class Context {
 public:
  Context(World& world, const CommandSpec& command, GlobalOptions global, std::span<const CommandSpec> commands);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  const GlobalOptions& global() const { return m_global; }
  const CommandSpec& command() const { return m_command; }
  std::span<const CommandSpec> commands() const { return m_commands; }
  World& world() { return m_world; }
  const base::Environment& environment() const { return m_world.environment; }
  Terminal& terminal() { return m_world.terminal; }
  std::string new_id() { return m_world.ids(); }
  /// The words of the line as `line_to_repeat` gives them; empty where nobody typed one.
  const std::string& line() const { return m_line; }
  void set_line(std::string line) { m_line = std::move(line); }
  /// True once a change set was written by half: the same line finishes it.
  bool is_unfinished() const { return m_is_unfinished; }
  void set_unfinished() { m_is_unfinished = true; }
  /// What is asked in this run, and answered.
  Interview& interview() { return *m_interview; }

  /// The folder that commands work in: `-C`, else the process's.
  const std::filesystem::path& folder() const { return m_folder; }
  /// A path as the user typed it, taken from `folder()`.
  std::filesystem::path path_of(const std::string& typed) const { return m_folder / typed; }

  /// The configuration of the workspace around `folder()` where there is one, of user file, environment and flags
  /// anywhere.
  Expected<const config::Config*> config();
  /// True when `folder()` lies in a workspace.
  bool in_workspace() const;
  /// The workspace's root; `folder()` where there is none.
  std::filesystem::path root() const;
  /// What this machine keeps for itself: the workspace's `.secokr`; without one `$XDG_STATE_HOME/secokr` (FORMATS.md
  /// 6). It need not exist.
  Expected<base::StateFolder> state();
  /// The one lock of the state folder: whoever writes holds it, as long as a copy of the pointer lives; in one process
  /// it may be taken again. Null outside a workspace where no state can be kept. Error: local_file, naming who holds
  /// it.
  Expected<std::shared_ptr<const base::FileLock>> lock();
  /// Error: configuration, when `folder()` lies in no workspace.
  Expected<workspace::Workspace*> workspace();
  /// Opened on first use.
  Expected<tracker::Tracker*> tracker();
  /// To be said before the first `tracker()`: the command can do without a project, as one for a whole group can.
  void do_without_project() { m_needs_project = false; }
  /// What `tracker()` makes its tracker from, to change and hand to `make_tracker`. It lives as long as the context.
  Expected<TrackerRequest> tracker_request();
  /// A tracker of the caller's own, such as one for a token that is not stored yet.
  Expected<std::unique_ptr<tracker::Tracker>> make_tracker(const TrackerRequest& request);
  /// Who I am: on the local tracker `--user`, `SECOKR_USER`, the user file's `user`, the login name; elsewhere the
  /// tracker says so.
  Expected<std::string> user();

  /// Now; with `--as-of` noon of that day in the configured zone.
  Expected<base::Instant> now();
  /// The clock behind `now()`, for what keeps one.
  Expected<const base::Clock*> clock();
  /// The local date in the configured zone, or `--as-of`.
  Expected<Day> today();

  /// The quarter the user named (`--quarter`, or the command's QUARTER), else the one that `by_default` gives for
  /// today. Error: usage.
  Expected<Quarter> quarter(QuarterDefault by_default);
  /// Reads a quarter from any text of the user as `quarter` does.
  Expected<Quarter> quarter_from(const std::string& text);
  bool quarter_is_named() const { return m_global.quarter.has_value(); }

  /// The format asked for, else the command's first; always one of its `formats`.
  const std::string& format() const;
  bool json() const { return format() == "json"; }
  /// Where stdout goes: colours, and the width on a terminal.
  const render::Page& page() const { return m_page; }
  /// The same for stderr.
  const render::Page& error_page() const { return m_error_page; }
  /// True when results are looked at on a terminal: relative dates and the like.
  bool for_a_person() const { return m_page.width.has_value(); }

  std::ostream& out() { return m_world.out; }
  std::ostream& err() { return m_world.err; }
  /// A result; text is fitted to the terminal's width.
  void print(std::string_view text);
  /// A view in the format asked for, by its row of renderers.
  template <class View>
  void show(const View& view) {
    print(render::rendered(view, format(), m_page));
  }
  /// Prints a value of a JSON contract on stdout.
  void print_json(const render::Json& json);
  /// A line about what was done, on stderr; silent with `--quiet`.
  void say(std::string_view line);
  /// The same, where the same line was not said before: a command may look at one thing several times.
  void say_once(const std::string& line);
  /// The same as `say`, only with `--verbose`.
  void say_more(std::string_view line);
  /// A line about work that goes on, on a terminal only: the next one, or what is said, takes its place. Silent with
  /// `--quiet`, and with `--verbose`, where lines stay.
  void show_progress(std::string_view line);
  void end_progress();

  /// The reason given for overriding a rule ("D4", "brake"); nothing when it is not overridden.
  std::optional<std::string> override_reason(std::string_view rule) const;

 private:
  struct Loaded;
  void say_in(std::string_view line, std::optional<std::size_t> width);

  World& m_world;
  const CommandSpec& m_command;
  GlobalOptions m_global;
  std::span<const CommandSpec> m_commands;
  std::filesystem::path m_folder;
  render::Page m_page;
  render::Page m_error_page;
  std::string m_line{};
  bool m_is_unfinished = false;
  bool m_shows_progress = false;
  bool m_needs_project = true;
  std::unique_ptr<Interview> m_interview;
  std::set<std::string> m_said_once{};
  std::unique_ptr<Loaded> m_loaded;
};

/// How texts are shown on a stream: colour only on a terminal, as NO_COLOR, CLICOLOR_FORCE, TERM and `--no-color` say;
/// COLUMNS wins over the terminal's own width.
render::Page page_for(const World& world, const GlobalOptions& global, bool is_terminal);

}  // namespace secokr::cli
