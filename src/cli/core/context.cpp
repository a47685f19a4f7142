#include "cli/core/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "cli/ask/interview.hpp"
#include "cli/core/next_commands.hpp"
#include "cli/core/telling_waiter.hpp"
#include "cli/wiring/wiring.hpp"
#include "config/config.hpp"
#include "render/core/fit.hpp"
#include "render/core/sentence.hpp"
#include "workspace/workspace.hpp"

namespace secokr::cli {

struct Context::Loaded {
  std::optional<config::Config> config{};
  std::optional<workspace::Workspace> workspace{};
  std::optional<base::FixedClock> as_of_clock{};
  std::optional<TellingWaiter> waiter{};
  std::weak_ptr<const base::FileLock> lock{};
  std::unique_ptr<tracker::Tracker> tracker{};  // last, because it keeps what stands above
};

namespace {

constexpr std::string_view erase_line = "\r\x1b[K";

std::optional<std::string> not_empty(const base::Environment& environment, std::string_view name) {
  auto value = environment.get(name);
  if (value && value->empty()) return std::nullopt;
  return value;
}

/// An instant whose local day in the zone is `day`: noon UTC, moved where the zone lies so far off that noon is another
/// day.
Expected<base::Instant> noon_of(Day day, const std::string& zone) {
  base::Instant instant = day + std::chrono::hours{12};
  SECOKR_TRY(const auto local, base::local_day(instant, zone));
  if (local > day) instant -= std::chrono::hours{11};
  if (local < day) instant += std::chrono::hours{11};
  return instant;
}

}  // namespace

render::Page page_for(const World& world, const GlobalOptions& global, bool is_terminal) {
  render::Page page;
  const auto force = not_empty(world.environment, "CLICOLOR_FORCE");
  const bool forbidden = global.no_color || not_empty(world.environment, "NO_COLOR");
  const bool dumb = world.environment.get("TERM") == "dumb";
  page.style.colour = !forbidden && ((is_terminal && !dumb) || (force && *force != "0"));
  if (!is_terminal) return page;
  const auto columns = base::parse_number(world.environment.get("COLUMNS").value_or(""));
  page.width =
      columns && *columns >= 1 && *columns <= 10000 ? static_cast<std::size_t>(*columns) : world.terminal.width();
  return page;
}

Context::Context(World& world, const CommandSpec& command, GlobalOptions global, std::span<const CommandSpec> commands)
    : m_world(world),
      m_command(command),
      m_global(std::move(global)),
      m_commands(commands),
      m_folder(m_global.directory ? world.cwd / *m_global.directory : world.cwd),
      m_page(page_for(world, m_global, world.terminal.output_is_terminal())),
      m_error_page(page_for(world, m_global, world.terminal.error_is_terminal())),
      m_interview(std::make_unique<Interview>(*this)),
      m_loaded(std::make_unique<Loaded>()) {
  for (render::Page* page : {&m_page, &m_error_page})
    page->typed_next = [this](std::string_view sentence) { return from_here(*this, sentence); };
}

Context::~Context() { end_progress(); }

Expected<const config::Config*> Context::config() {
  if (m_loaded->config) return &*m_loaded->config;
  config::Sources sources;
  if (m_global.config)
    sources.workspace_file = path_of(*m_global.config);
  else if (const auto found = workspace::find_root(m_folder))
    sources.workspace_file = *found / "secokr.toml";
  sources.user_file = config::user_file(m_world.environment);
  sources.environment = m_world.environment;
  const auto set = [&](const char* key, const std::optional<std::string>& value) {
    if (value) sources.flags[key] = *value;
  };
  set("tracker.kind", m_global.tracker);
  set("tracker.project", m_global.project);
  set("tracker.host", m_global.host);
  set("user", m_global.user);
  SECOKR_TRY(m_loaded->config, config::load(sources));
  return &*m_loaded->config;
}

bool Context::in_workspace() const { return workspace::find_root(m_folder).has_value(); }

std::filesystem::path Context::root() const { return workspace::find_root(m_folder).value_or(m_folder); }

Expected<base::StateFolder> Context::state() {
  if (in_workspace()) {
    SECOKR_TRY(const auto* workspace, this->workspace());
    return workspace->state();
  }
  const auto state = environment().get("XDG_STATE_HOME");
  const bool is_given = state && state->starts_with('/');
  return base::StateFolder(is_given ? std::filesystem::path(*state) : environment().path_of("~/.local/state"),
                           "secokr");
}

Expected<std::shared_ptr<const base::FileLock>> Context::lock() {
  if (auto held = m_loaded->lock.lock()) return held;
  SECOKR_TRY(const base::StateFolder state, this->state());
  if (!in_workspace() && !state.make()) return nullptr;
  SECOKR_TRY(base::FileLock taken, state.lock("lock"));
  auto held = std::make_shared<const base::FileLock>(std::move(taken));
  m_loaded->lock = held;
  return held;
}

Expected<workspace::Workspace*> Context::workspace() {
  if (m_loaded->workspace) return &*m_loaded->workspace;
  SECOKR_TRY(m_loaded->workspace, workspace::Workspace::open(m_folder, &environment()));
  return &*m_loaded->workspace;
}

Expected<tracker::Tracker*> Context::tracker() {
  if (m_loaded->tracker) return m_loaded->tracker.get();
  SECOKR_TRY(const auto* config, this->config());
  if (config->tracker.is_local()) SECOKR_CHECK(workspace());
  SECOKR_TRY(const TrackerRequest request, tracker_request());
  SECOKR_TRY(m_loaded->tracker, make_tracker(request));
  return m_loaded->tracker.get();
}

Expected<TrackerRequest> Context::tracker_request() {
  TrackerRequest request;
  SECOKR_TRY(request.config, config());
  const bool is_local = request.config->tracker.is_local();
  if (in_workspace()) {
    SECOKR_TRY(request.state, state());
  }
  request.user = request.config->user.empty() ? m_world.login_name : request.config->user;
  request.clock = m_world.clock;
  request.needs_project = m_needs_project;
  if (is_local) {
    SECOKR_TRY(request.clock, clock());
  }
  request.environment = &m_world.environment;
  if (!m_loaded->waiter)
    m_loaded->waiter.emplace(m_world.waiter != nullptr ? *m_world.waiter : process_waiter(),
                             [this](std::string_view line) { say(line); });
  request.waiter = &*m_loaded->waiter;
  request.random = m_world.random ? m_world.random : process_random();
  request.say = [this](std::string_view line) { say(line); };
  if (m_global.verbose) request.log = [this](std::string_view line) { say_more(line); };
  return request;
}

Expected<std::unique_ptr<tracker::Tracker>> Context::make_tracker(const TrackerRequest& request) {
  return m_world.make_tracker ? m_world.make_tracker(request) : cli::make_tracker(request);
}

Expected<std::string> Context::user() {
  SECOKR_TRY(const auto* config, this->config());
  if (config->tracker.is_local()) {
    const auto& name = config->user.empty() ? m_world.login_name : config->user;
    if (!name.empty()) return name;
    return fail({.kind = ErrorKind::configuration,
                 .what = "secokr does not know who you are",
                 .reason = "The system has no login name for this user, and none is configured",
                 .help = "Give --user NAME, or set SECOKR_USER"});
  }
  SECOKR_TRY(auto* tracker, this->tracker());
  SECOKR_TRY(const auto account, tracker->whoami());
  return account.username;
}

Expected<const base::Clock*> Context::clock() {
  if (!m_global.as_of) return m_world.clock;
  if (!m_loaded->as_of_clock) {
    SECOKR_TRY(const auto* config, this->config());
    SECOKR_TRY(const auto instant, noon_of(*m_global.as_of, config->timezone));
    m_loaded->as_of_clock.emplace(instant);
  }
  return &*m_loaded->as_of_clock;
}

Expected<base::Instant> Context::now() {
  SECOKR_TRY(const auto* clock, this->clock());
  return clock->now();
}

Expected<Day> Context::today() {
  if (m_global.as_of) return *m_global.as_of;
  SECOKR_TRY(const auto* config, this->config());
  return base::local_day(m_world.clock->now(), config->timezone);
}

const std::string& Context::format() const {
  static const std::string text = "text";
  if (m_global.format) return *m_global.format;
  return m_command.formats.empty() ? text : m_command.formats.front();
}

void Context::print(std::string_view text) {
  if (format() == "text")
    m_world.out << render::fitted(text, m_page.width);
  else
    m_world.out << text;
}

void Context::print_json(const render::Json& json) { m_world.out << render::dump(json); }

void Context::say(std::string_view line) { say_in(line, m_error_page.width); }

void Context::say_once(const std::string& line) {
  if (m_said_once.insert(line).second) say(line);
}

void Context::say_more(std::string_view line) {
  if (m_global.verbose) say_in(line, std::nullopt);
}

void Context::say_in(std::string_view line, std::optional<std::size_t> width) {
  // With JSON on stderr too, a script must be able to read it whole.
  const bool would_disturb = json() && !m_world.terminal.error_is_terminal();
  if (m_global.quiet || would_disturb) return;
  end_progress();
  const std::string text = from_here(*this, line, TypedBy::somebody_else);
  m_world.err << render::message_lines(base::strip_controls(text), width);
  m_world.err.flush();
}

void Context::show_progress(std::string_view line) {
  const bool moves_cursor = m_error_page.width && m_world.environment.get("TERM") != "dumb";
  if (!moves_cursor || m_global.quiet || m_global.verbose) return;
  // A line as wide as the terminal would wrap, and its beginning stay behind.
  const std::size_t room = *m_error_page.width > 1 ? *m_error_page.width - 1 : 1;
  m_world.err << erase_line << base::ellipsize(base::strip_controls(line), room);
  m_world.err.flush();
  m_shows_progress = true;
}

void Context::end_progress() {
  if (!std::exchange(m_shows_progress, false)) return;
  m_world.err << erase_line;
  m_world.err.flush();
}

std::optional<std::string> Context::override_reason(std::string_view rule) const {
  for (const auto& each : m_global.overrides)
    if (base::equals_folded(each.rule, rule)) return each.reason;
  return std::nullopt;
}

}  // namespace secokr::cli
