#include "cli/core/normal_line.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/core/global_options.hpp"
#include "cli/core/pasted_dash.hpp"
#include "cli/core/path.hpp"

namespace secokr::cli {
namespace {

constexpr std::string_view reason_name = "--reason";

class Normaliser {
 public:
  Normaliser(std::span<const OptionDeclaration> declarations, std::string path)
      : m_declarations(declarations), m_path(std::move(path)) {
    m_own_reason = find_option(declarations, reason_name);
  }

  Expected<std::vector<std::string>> run(std::span<const std::string> args) {
    for (m_at = 0; m_at < args.size(); ++m_at) {
      const auto& word = args[m_at];
      if (word == "--") {
        for (const auto& value : args.subspan(m_at + 1)) add_value(value);
        break;
      }
      if (!looks_like_option(word)) {
        if (auto pasted = pasted_option(word, m_declarations)) return fail(*std::move(pasted));
        add_value(word);
      } else {
        SECOKR_CHECK(word.starts_with("--") ? add_long(word, args) : add_short(word, args));
      }
    }
    assign_reasons();
    return std::move(m_result);
  }

 private:
  void add_value(std::string_view value) { m_result.push_back(value_mark + std::string{value}); }

  Status add_long(const std::string& word, std::span<const std::string> args) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto* option = find_option(m_declarations, name == reason_name ? override_reason_name : name);
    if (option == nullptr) {
      m_result.push_back(name);
      return {};
    }
    if (name == reason_name || name == "--override") m_pairs.push_back({m_result.size(), name == reason_name});
    m_result.push_back(name);
    if (!option->takes_value()) {
      if (equals != std::string::npos)
        return fail(parse_usage(fmt::format("{} takes no value", name), help_line(m_path)));
      return {};
    }
    if (equals == std::string::npos) return add_next(*option, args);
    add_value(std::string_view{word}.substr(equals + 1));
    return {};
  }

  Status add_short(const std::string& word, std::span<const std::string> args) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string name{'-', word[i]};
      m_result.push_back(name);
      const auto* option = find_option(m_declarations, name);
      if (option == nullptr || !option->takes_value()) continue;
      if (i + 1 == word.size()) return add_next(*option, args);
      add_value(std::string_view{word}.substr(i + 1));
      break;
    }
    return {};
  }

  Status add_next(const OptionDeclaration& option, std::span<const std::string> args) {
    if (m_at + 1 >= args.size())
      return fail(
          parse_usage(fmt::format("{} needs a value ({})", m_result.back(), option.value_name), help_line(m_path)));
    add_value(args[++m_at]);
    return {};
  }

  /// An `--override` and a `--reason` belong together in any order. Of several they are paired in their order; of a
  /// reason more than overrides one is the command's own: one that follows none. A single reason before the override
  /// serves both, and so does one that the command cannot do without.
  void assign_reasons() {
    std::vector<std::size_t> reasons;
    for (const Paired& each : m_pairs)
      if (each.is_reason) reasons.push_back(each.at);
    const std::size_t overrides = m_pairs.size() - reasons.size();
    if (m_own_reason != nullptr && reasons.size() > overrides)
      for (const std::size_t own : reasons_of_command(reasons.size() - overrides)) std::erase(reasons, own);
    const bool serves_both = m_own_reason != nullptr && !reasons.empty() && reasons.size() == overrides &&
                             m_pairs.size() == 2 * overrides && (m_pairs.front().is_reason || m_own_reason->required);
    for (const std::size_t at : reasons) m_result[at] = override_reason_name;
    if (!serves_both) return;
    m_result.emplace_back(reason_name);
    m_result.push_back(m_result[reasons.front() + 1]);
  }

  /// Those that follow no override which still waits for its own; the earlier ones where there are more of them.
  std::vector<std::size_t> reasons_of_command(std::size_t count) const {
    std::vector<std::size_t> own;
    std::size_t waiting = 0;
    for (const Paired& each : m_pairs) {
      if (!each.is_reason) {
        ++waiting;
      } else if (waiting > 0) {
        --waiting;
      } else {
        own.push_back(each.at);
      }
    }
    own.resize(std::min(count, own.size()));
    return own;
  }

  struct Paired {
    std::size_t at = 0;  ///< in the result
    bool is_reason = false;
  };

  std::span<const OptionDeclaration> m_declarations;
  std::string m_path;
  const OptionDeclaration* m_own_reason = nullptr;  ///< the command has a `--reason` of its own
  std::vector<Paired> m_pairs{};                    ///< every `--override` and `--reason` as they were given
  std::size_t m_at = 0;
  std::vector<std::string> m_result{};
};

}  // namespace

Error parse_usage(std::string what, std::string help) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .reason = {}, .help = std::move(help)};
}

std::string help_line(const std::string& path) { return path.empty() ? "secokr help" : "secokr help " + path; }

Expected<std::vector<std::string>> normal_line(std::span<const std::string> args,
                                               std::span<const OptionDeclaration> declarations,
                                               const std::string& path) {
  return Normaliser(declarations, path).run(args);
}

}  // namespace secokr::cli
