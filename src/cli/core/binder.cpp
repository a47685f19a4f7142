#include "cli/core/binder.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/number.hpp"
#include "base/text.hpp"
#include "cli/core/pasted_dash.hpp"

namespace secokr::cli {
namespace {

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> result;
  for (const auto name : base::split(names, ',')) result.emplace_back(base::trim(name));
  return result;
}

Error bad_value(const std::string& option, const std::string& value, std::string expected) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("'{}' is not a value of {}", value, option),
          .reason = std::move(expected)};
}

OptionDeclaration declare(std::string_view names, std::string help, std::string value_name) {
  OptionDeclaration declaration;
  declaration.names = split_names(names);
  declaration.help = std::move(help);
  declaration.value_name = std::move(value_name);
  return declaration;
}

template <class Target>
auto keep_last(Target& target) {
  return [&target](std::span<const std::string> values) -> Status {
    if (!values.empty()) target = values.back();
    return {};
  };
}

}  // namespace

const std::string& OptionDeclaration::name() const { return names.back(); }

OptionDeclaration& OptionBinder::add(OptionDeclaration declaration) {
  m_declarations.push_back(std::move(declaration));
  return m_declarations.back();
}

OptionDeclaration& OptionBinder::text(std::string_view names, std::string& target, std::string help,
                                      std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.assign = keep_last(target);
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::text(std::string_view names, std::optional<std::string>& target, std::string help,
                                      std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.assign = keep_last(target);
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::texts(std::string_view names, std::vector<std::string>& target, std::string help,
                                       std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.repeatable = true;
  declaration.assign = [&target](std::span<const std::string> values) -> Status {
    target.assign(values.begin(), values.end());
    return {};
  };
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::number(std::string_view names, std::optional<double>& target, std::string help,
                                        std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.assign = [&target, name = declaration.name()](std::span<const std::string> values) -> Status {
    if (values.empty()) return {};
    const auto read = base::read_quantity(values.back());
    if (!read || (!read->unit.empty() && read->unit != "%")) {
      const std::string spelling = read ? "" : read.error().help;
      Error error = bad_value(name, values.back(), "A number is expected, such as 40 or 99.5");
      if (!spelling.empty()) error = {.kind = error.kind, .what = name + " " + read.error().what, .help = spelling};
      return fail(std::move(error));
    }
    target = read->number;
    return {};
  };
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::day(std::string_view names, std::optional<Day>& target, std::string help,
                                     std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.assign = [&target, name = declaration.name()](std::span<const std::string> values) -> Status {
    if (values.empty()) return {};
    target = parse_day(values.back());
    if (target) return {};
    Error error = bad_value(name, values.back(), "A date is expected, written as 2027-02-26");
    error.help = typed_with_hyphens(values.back(), [](const std::string& text) { return parse_day(text).has_value(); });
    if (!error.help.empty()) error.reason = pasted_dash_reason;
    return fail(std::move(error));
  };
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::flag(std::string_view names, bool& target, std::string help) {
  auto declaration = declare(names, std::move(help), "");
  declaration.assign = [&target](std::span<const std::string> values) -> Status {
    if (!values.empty()) target = true;
    return {};
  };
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::choice(std::string_view names, std::optional<std::string>& target,
                                        std::vector<std::string> allowed, std::string help, std::string value_name) {
  auto declaration = declare(names, std::move(help), std::move(value_name));
  declaration.allowed = allowed;
  declaration.assign = [&target, allowed, name = declaration.name()](std::span<const std::string> values) -> Status {
    if (values.empty()) return {};
    for (const auto& candidate : allowed)
      if (base::equals_folded(candidate, values.back())) {
        target = candidate;
        return {};
      }
    auto error = bad_value(name, values.back(), fmt::format("It is one of: {}", base::join(allowed, ", ")));
    if (const auto near = base::nearest(values.back(), allowed)) error.help = fmt::format("Did you mean '{}'?", *near);
    return fail(std::move(error));
  };
  return add(std::move(declaration));
}

OptionDeclaration& OptionBinder::positional(std::string name, std::string& target, std::string help) {
  auto& declaration = text(name, target, std::move(help), name);
  declaration.positional = true;
  declaration.required = true;
  return declaration;
}

OptionDeclaration& OptionBinder::positional(std::string name, std::optional<std::string>& target, std::string help) {
  auto& declaration = text(name, target, std::move(help), name);
  declaration.positional = true;
  return declaration;
}

OptionDeclaration& OptionBinder::positionals(std::string name, std::vector<std::string>& target, std::string help) {
  auto& declaration = texts(name, target, std::move(help), name);
  declaration.positional = true;
  return declaration;
}

void OptionBinder::quarter_argument() {
  positional("QUARTER", *m_quarter_word, "The quarter: FY28-Q1, now, next, prev, +1, -1, planning or closing").assign =
      [word = m_quarter_word](std::span<const std::string> values) -> Status {
    if (!values.empty()) *word = values.back();
    return {};
  };
}

}  // namespace secokr::cli
