#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <secokr/label_scheme.hpp>

namespace secokr {

/// A scheme made ready to read many labels: `read_label` without looking at the whole scheme for each of them.
class LabelReader {
 public:
  explicit LabelReader(const LabelScheme& scheme);
  ReadLabel read(std::string_view label) const;

 private:
  void name(LabelMeaning meaning, const std::string& label, const std::string& canonical,
            std::optional<Priority> priority = {});
  bool names_other_division(std::string_view key) const;

  std::map<std::string, ReadLabel, std::less<>> m_names{};  ///< by key
  std::vector<std::string> m_division_scopes{};
  std::string m_priority_scope{};  ///< empty for none
};

}  // namespace secokr
