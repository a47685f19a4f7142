#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/error.hpp>

namespace secokr::cli {

/// One option or positional argument as a command declared it: what help, completion and the parser need to know.
struct OptionDeclaration {
  std::vector<std::string> names{};    ///< `-R`, `--project`; for a positional its one name in capitals
  std::string help{};                  ///< one sentence without a full stop
  std::string value_name{};            ///< "TEXT"; empty for a flag
  std::vector<std::string> allowed{};  ///< of a choice
  bool positional = false;
  bool required = false;
  bool repeatable = false;
  bool hidden = false;
  /// Takes every value given, in order (a flag: one "" per occurrence). Error: usage, for a value that is none.
  std::function<Status(std::span<const std::string>)> assign{};

  bool takes_value() const { return !value_name.empty(); }
  /// The name to show: the long one where there is one.
  const std::string& name() const;

  // Modifiers, to be chained behind a declaration.
  OptionDeclaration& make_required() {
    required = true;
    return *this;
  }
  OptionDeclaration& make_hidden() {
    hidden = true;
    return *this;
  }
};

/// What a command's `bind` declares its options on. Targets must outlive the parse: keep them in a shared_ptr that the
/// Runner holds. `names` is a list such as "-R,--project". A text is any text: `[a,b]`, the empty one and `-x`
/// included. A single option given twice: the last one counts.
class OptionBinder {
 public:
  OptionDeclaration& text(std::string_view names, std::string& target, std::string help,
                          std::string value_name = "TEXT");
  OptionDeclaration& text(std::string_view names, std::optional<std::string>& target, std::string help,
                          std::string value_name = "TEXT");
  /// Repeatable: each occurrence gives one element.
  OptionDeclaration& texts(std::string_view names, std::vector<std::string>& target, std::string help,
                           std::string value_name = "TEXT");
  /// A number as `base::parse_number` reads it, with or without a "%" behind it.
  OptionDeclaration& number(std::string_view names, std::optional<double>& target, std::string help,
                            std::string value_name = "NUMBER");
  /// `YYYY-MM-DD`.
  OptionDeclaration& day(std::string_view names, std::optional<Day>& target, std::string help,
                         std::string value_name = "DATE");
  OptionDeclaration& flag(std::string_view names, bool& target, std::string help);
  /// One of `allowed`; case is ignored, the target holds the spelling of the list.
  OptionDeclaration& choice(std::string_view names, std::optional<std::string>& target,
                            std::vector<std::string> allowed, std::string help, std::string value_name = "WORD");

  /// A required positional. Declare positionals in their order, required ones first.
  OptionDeclaration& positional(std::string name, std::string& target, std::string help);
  OptionDeclaration& positional(std::string name, std::optional<std::string>& target, std::string help);
  /// All that remain, none included.
  OptionDeclaration& positionals(std::string name, std::vector<std::string>& target, std::string help);
  /// `[QUARTER]`: the same as `--quarter`, read back by `Context::quarter`.
  void quarter_argument();

  const std::vector<OptionDeclaration>& declarations() const { return m_declarations; }
  /// What `quarter_argument` received.
  const std::shared_ptr<std::optional<std::string>>& quarter_word() const { return m_quarter_word; }

 private:
  OptionDeclaration& add(OptionDeclaration declaration);
  std::vector<OptionDeclaration> m_declarations{};
  std::shared_ptr<std::optional<std::string>> m_quarter_word = std::make_shared<std::optional<std::string>>();
};

}  // namespace secokr::cli
