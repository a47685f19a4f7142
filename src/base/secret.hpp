#pragma once
#include <ostream>
#include <string>
#include <utility>

namespace secokr::base {

/// A token or a password. It has no formatter and no stream operator: printing one does not compile. The bytes are
/// wiped when it goes.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : m_value(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) = default;
  ~Secret();

  bool empty() const { return m_value.empty(); }
  /// For the one place that sends it and the one that stores it.
  const std::string& reveal() const { return m_value; }

  friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

 private:
  std::string m_value;
};

}  // namespace secokr::base
