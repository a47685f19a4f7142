#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include "base/file.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/keys.hpp"
#include "config/org_reader.hpp"
#include "config/toml_file.hpp"
#include "config/tracker_choice.hpp"
#include "domain/commands.hpp"

namespace secokr::config {

namespace {

namespace fs = std::filesystem;

constexpr std::array row_names{"area", "team", "person"};

bool is_row_name(std::string_view name) { return std::ranges::find(row_names, name) != row_names.end(); }

std::vector<std::string> override_names() {
  std::vector<std::string> names;
  for (const Step step : {Step::ideas, Step::objectives, Step::proposal, Step::preparation, Step::final})
    names.emplace_back(to_string(step));
  names.emplace_back("ceo_shares");
  return names;
}

/// The sections' names and paths that a mistyped key may have meant.
std::string suggestion(const std::string& path) {
  std::vector<std::string> known = key_paths();
  if (const auto near = base::nearest(path, known)) return fmt::format("; did you mean `{}`?", *near);
  const std::string last = path.substr(path.rfind('.') + 1);
  for (const std::string& one : known)
    if (one.substr(one.rfind('.') + 1) == last) return fmt::format("; did you mean `{}`?", one);
  return {};
}

bool names_a_secret(std::string_view path) {
  const std::string last = base::fold_case(path.substr(path.rfind('.') + 1));
  return last.ends_with("token") || last.ends_with("password") || last.ends_with("secret");
}

class Loader {
 public:
  explicit Loader(const Sources& sources) : m_sources(sources) {}

  Expected<Config> load() {
    if (m_sources.user_file) {
      std::error_code failed;
      const bool present = fs::exists(*m_sources.user_file, failed);
      if (present || failed) SECOKR_CHECK(file(*m_sources.user_file, m_sources.user_file->string(), Origin::user_file));
    }
    if (m_sources.workspace_file) {
      const fs::path& path = *m_sources.workspace_file;
      const bool usual = path.filename() == "secokr.toml";
      SECOKR_CHECK(file(path, usual ? "secokr.toml" : path.string(), Origin::workspace_file));
    }
    environment();
    const std::size_t before_flags = m_notes.size();
    flags();
    if (m_notes.empty()) choose_tracker(m_config, m_sources.environment, m_notes);
    if (m_notes.empty()) check_labels();
    if (m_notes.empty()) check_calendar();
    if (!m_notes.empty()) return fail(error(before_flags == 0));
    return std::move(m_config);
  }

 private:
  Error error(bool only_flags) {
    const bool one = m_notes.size() == 1;
    if (only_flags && m_flag_problems == m_notes.size())
      return one ? one_flag(m_notes.front())
                 : Error{ErrorKind::usage, "flags' values are wrong", {}, see_options(), std::move(m_notes)};
    return {ErrorKind::configuration,
            one ? "the configuration has a problem" : fmt::format("the configuration has {} problems", m_notes.size()),
            {},
            one ? "correct it, then run the command again" : "correct them, then run the command again",
            std::move(m_notes)};
  }

  static std::string see_options() { return fmt::format("see `{}`", command::explain_options); }

  static Error one_flag(const ErrorNote& note) {
    return {ErrorKind::usage,
            fmt::format("'{}' is not a value of {}", note.text, note.path),
            note.expected,
            see_options(),
            {}};
  }

  Status file(const fs::path& path, const std::string& name, Origin origin) {
    SECOKR_TRY(const base::FileText bytes, base::read_bytes(path));
    auto read = read_toml(bytes.text, name);
    if (!read) {  // the other sources' problems are worth saying all the same
      std::ranges::move(read.error().notes, std::back_inserter(m_notes));
      return {};
    }
    for (const Entry& entry : read->entries) take(*read, entry, origin);
    check_rows(*read, origin);
    if (origin == Origin::workspace_file) m_config.org = read_org(*read, m_notes);
    m_files.push_back(*std::move(read));
    return {};
  }

  void take(const TomlFile& from, const Entry& entry, Origin origin) {
    const std::string path = entry.dotted();
    const auto problem = [&](std::string expected) { m_notes.push_back(from.note(entry.line, std::move(expected))); };
    if (is_row_name(entry.path.front()))
      return problem(fmt::format("`[[{}]]`, in double brackets", entry.path.front()));
    if (entry.path.size() >= 2 && entry.path[0] == "calendar" && find_key(path) == nullptr && is_override(entry))
      return take_override(from, entry, origin);
    const Key* key = find_key(path);
    if (key == nullptr) {
      if (is_empty_section(entry)) return;
      if (names_a_secret(path)) return problem("no secret in this file, which everybody reads");
      return problem(fmt::format("a known key in place of `{}`{}", path, suggestion(path)));
    }
    if (key->scope == Scope::not_in_workspace && origin == Origin::workspace_file)
      return problem(fmt::format("`{}` in your own configuration file or as {}: a workspace may not set it", path,
                                 environment_name(path)));
    const auto value = value_of(entry.value, key->shape);
    if (!value || !key->set(m_config, *value)) return problem(fmt::format("`{}` is {}", path, key->expected));
    said(path, {origin, from.name, entry.line});
  }

  void said(const std::string& path, Source source) {
    if (path == "tracker.host" && source.origin != Origin::workspace_file)
      m_config.own_hosts.push_back(m_config.tracker.host);
    m_config.sources[path] = std::move(source);
  }

  static bool is_empty_section(const Entry& entry) {
    if (!std::holds_alternative<std::monostate>(entry.value.value)) return false;
    const std::string section = entry.dotted() + ".";
    return std::ranges::any_of(keys(), [&](const Key& key) { return key.path.starts_with(section); });
  }

  /// `[calendar.X]`, whatever X is: a list or text directly in `[calendar]` is a mistyped key instead.
  static bool is_override(const Entry& entry) {
    return entry.path.size() >= 3 || std::holds_alternative<std::monostate>(entry.value.value);
  }

  void take_override(const TomlFile& from, const Entry& entry, Origin origin) {
    const auto problem = [&](std::string expected) { m_notes.push_back(from.note(entry.line, std::move(expected))); };
    const auto quarter = parse_quarter(entry.path[1]);
    if (!quarter) return problem(fmt::format("a quarter such as FY29-Q1 in place of `{}`", entry.path[1]));
    if (entry.path.size() == 2) return;  // an empty section
    const std::vector<std::string> names = override_names();
    const std::string name = base::join(std::span{entry.path}.subspan(2), ".");
    if (std::ranges::find(names, name) == names.end()) {
      const auto near = base::nearest(name, names);
      return problem(fmt::format("a step in place of `{}`: {}", name,
                                 near ? fmt::format("did you mean `{}`?", *near) : base::join(names, ", ")));
    }
    const auto day = value_of(Raw{std::vector<Raw>{entry.value}, entry.line}, Shape::days);
    if (!day) return problem(fmt::format("`{}` is a date such as 2028-01-03", name));
    const Source& older = m_config.source_of(fmt::format("calendar.{}.{}", to_string(*quarter), name));
    if (older.origin == origin && older.name == from.name)
      return problem(fmt::format("`{}` of {} once: line {} has it too", name, to_string(*quarter), older.line));
    set_override(*quarter, name, std::get<std::vector<Day>>(*day).front(), {origin, from.name, entry.line});
  }

  void set_override(Quarter quarter, const std::string& name, Day day, Source source) {
    m_config.calendar.overrides[quarter][name] = day;
    m_config.sources[fmt::format("calendar.{}.{}", to_string(quarter), name)] = std::move(source);
  }

  void check_rows(const TomlFile& from, Origin origin) {
    for (const Row& row : from.rows) {
      if (!is_row_name(row.name)) {
        const std::vector<std::string> known{row_names.begin(), row_names.end()};
        const auto near = base::nearest(row.name, known);
        m_notes.push_back(
            from.note(row.line, fmt::format("[[area]], [[team]] or [[person]] in place of [[{}]]{}", row.name,
                                            near ? fmt::format("; did you mean [[{}]]?", *near) : "")));
      } else if (origin == Origin::user_file) {
        m_notes.push_back(from.note(
            row.line, fmt::format("[[{}]] in the workspace's secokr.toml: an org belongs to a workspace", row.name)));
      }
    }
  }

  /// One text from outside a file, where a wrong one is noted under its name.
  void take_text(const Key& key, const std::string& name, const std::string& text, Origin origin) {
    const auto value = value_of(text, key.shape);
    if (value && key.set(m_config, *value)) {
      said(std::string{key.path}, {origin, name, 0});
      return;
    }
    m_notes.push_back(
        {name, {}, text, fmt::format("`{}` is {}", origin == Origin::flag ? name : key.path, key.expected)});
    m_flag_problems += origin == Origin::flag ? 1 : 0;
  }

  void environment() {
    for (const Key& key : keys()) {
      const std::string name = environment_name(key.path);
      if (const auto text = m_sources.environment.get(name); text && !text->empty())
        take_text(key, name, *text, Origin::environment);
    }
    constexpr std::string_view prefix = "SECOKR_CALENDAR_FY";
    constexpr std::size_t quarter_length = std::string_view{"FY29_Q1"}.size();
    for (const auto& [name, text] : m_sources.environment.all()) {
      if (!name.starts_with(prefix) || text.empty()) continue;
      const std::string rest = name.substr(prefix.size() - 2);
      const auto quarter = parse_quarter(rest.substr(0, quarter_length));
      const std::string step = rest.size() > quarter_length ? base::fold_case(rest.substr(quarter_length + 1)) : "";
      const std::vector<std::string> names = override_names();
      const auto day = parse_day(base::trim(text));
      if (!quarter || std::ranges::find(names, step) == names.end())
        m_notes.push_back({name, {}, text, "a name such as SECOKR_CALENDAR_FY29_Q1_OBJECTIVES"});
      else if (!day)
        m_notes.push_back({name, {}, text, fmt::format("`{}` is a date such as 2028-01-03", step)});
      else
        set_override(*quarter, step, *day, {Origin::environment, name, 0});
    }
  }

  void flags() {
    for (const auto& [path, text] : m_sources.flags) {
      const Key* key = find_key(path);
      if (key == nullptr) {
        m_notes.push_back({path, {}, text, fmt::format("a known key in place of `{}`{}", path, suggestion(path))});
        ++m_flag_problems;
        continue;
      }
      take_text(*key, std::string{key->flag.empty() ? key->path : key->flag}, text, Origin::flag);
    }
  }

  void note_for(const std::string& key, std::string expected) {
    const Source source = m_config.source_of(key);
    for (const TomlFile& one : m_files)
      if (one.name == source.name && source.line != 0)
        return m_notes.push_back(one.note(source.line, std::move(expected)));
    m_notes.push_back({source.name.empty() ? key : source.name, {}, {}, std::move(expected)});
  }

  /// One label must mean one thing, or what an issue is could not be read from its labels. Of two keys that contradict
  /// each other the one that was written is shown.
  void check_labels() {
    for (SchemeProblem& problem : contradictions(m_config.labels)) {
      const bool by_default = m_config.source_of(problem.key).origin == Origin::by_default;
      note_for(by_default && !problem.other.empty() ? problem.other : problem.key, std::move(problem.expected));
    }
  }

  /// A plan is finalised from the final step on and before the quarter (P6): a step behind that leaves no day for it.
  void check_calendar() {
    for (const auto& [quarter, days] : m_config.calendar.overrides) {
      const auto final = days.find("final");
      const Day first_day = m_config.calendar.fiscal.first_day(quarter);
      if (final != days.end() && final->second >= first_day)
        note_for(
            fmt::format("calendar.{}.final", to_string(quarter)),
            fmt::format("`final` is a day before {}, the first day of {}", to_string(first_day), to_string(quarter)));
    }
  }

  const Sources& m_sources;
  Config m_config{};
  std::vector<TomlFile> m_files{};
  std::vector<ErrorNote> m_notes{};
  std::size_t m_flag_problems = 0;
};

}  // namespace

Expected<Config> load(const Sources& sources) { return Loader{sources}.load(); }

}  // namespace secokr::config
