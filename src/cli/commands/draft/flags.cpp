#include "cli/commands/draft/flags.hpp"

#include <algorithm>

namespace secokr::cli {
namespace {

bool repeats(const FieldFlag& flag) { return flag.field == Field::dependency || flag.field == Field::milestone; }

template <class Owner>
std::vector<FieldFlag> flags_of() {
  std::vector<const FieldRow<Owner>*> rows;
  for (const auto& row : all_fields<Owner>())
    if (!row.help.empty()) rows.push_back(&row);
  std::ranges::stable_sort(rows, {}, &FieldRow<Owner>::asked);
  std::vector<FieldFlag> flags;
  for (const auto* row : rows) flags.push_back({row->id, row->help, row->value_name});
  return flags;
}

}  // namespace

std::vector<FieldFlag> objective_flags() { return flags_of<Objective>(); }
std::vector<FieldFlag> key_result_flags() { return flags_of<KeyResult>(); }

void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags) {
  for (FieldFlag& flag : flags)
    binder.texts(app::flag_of(flag.field), flag.values, std::string(flag.help), std::string(flag.value_name))
        .repeatable = repeats(flag);
}

app::Answers answers_of(const std::vector<FieldFlag>& flags) {
  app::Answers answers;
  for (const FieldFlag& flag : flags) {
    for (std::size_t i = repeats(flag) || flag.values.empty() ? 0 : flag.values.size() - 1; i < flag.values.size(); ++i)
      answers.push_back({flag.field, flag.values[i]});
  }
  return answers;
}

Typed typed(const Context& context, const std::string& command, const app::Answers& answers) {
  Typed all(context, command);
  for (const app::Answer& answer : answers) all.add(app::flag_of(answer.field), answer.text);
  return all;
}

}  // namespace secokr::cli
