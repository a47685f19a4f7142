#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/draft/answers.hpp"
#include "cli/ask/typed.hpp"
#include "cli/core/binder.hpp"
#include "cli/core/context.hpp"

namespace secokr::cli {

/// A field that is answered by a flag.
struct FieldFlag {
  Field field;
  std::string_view help;
  std::string_view value_name;
  std::vector<std::string> values{};  ///< as given
};
/// Declares `--top-5-risk` and the like; only the lists repeat, of the others the last one counts.
void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags);
app::Answers answers_of(const std::vector<FieldFlag>& flags);
/// All answers, for a failure to give back.
Typed typed(const Context& context, const std::string& command, const app::Answers& answers);

/// Every field of an objective that a person gives, in the order in which a leader thinks.
std::vector<FieldFlag> objective_flags();
/// Every field of a key result.
std::vector<FieldFlag> key_result_flags();

}  // namespace secokr::cli
