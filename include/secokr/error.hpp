#pragma once
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace secokr {

/// What sort of failure it was; `exit_code_of` maps each to its exit code (CLI.md 6). No string is ever compared to
/// choose behaviour.
enum class ErrorKind {
  findings,        ///< 1: findings, drift, gates not met
  usage,           ///< 2
  configuration,   ///< 3: also no workspace where one is needed
  authentication,  ///< 4: authentication or permission
  refused,         ///< 5: the tracker refused, or the world moved since the plan
  network,         ///< 6: network or rate limit
  local_file,      ///< 7: a local file or the local database
  partial,         ///< 8: partly done, a rerun finishes it
  unclear,         ///< 8: an answer was lost; the write may have been made or not, and a rerun finds out
  bug,             ///< 70
  interrupted,     ///< 130
};

/// Where in a file the trouble is. `line` is 1-based; `text` is the line itself; `expected` what should stand there.
struct ErrorNote {
  std::string path{};
  std::optional<std::size_t> line{};
  std::string text{};
  std::string expected{};
  friend bool operator==(const ErrorNote&, const ErrorNote&) = default;
};

/// A failure with its parts. Each of `what`, `reason` and `help` is one sentence without a final full stop; `help` is
/// what to do or type next. Empty parts are not shown.
struct Error {
  ErrorKind kind = ErrorKind::bug;
  std::string what{};
  std::string reason{};
  std::string help{};
  std::vector<ErrorNote> notes{};
  friend bool operator==(const Error&, const Error&) = default;
};

/// The wire name of a kind, as in the JSON shape of an error: "usage", "local_file", …
std::string to_string(ErrorKind kind);

/// The process exit code for a kind (CLI.md 6).
int exit_code_of(ErrorKind kind);

template <class T>
using Expected = std::expected<T, Error>;
using Status = Expected<void>;

inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

}  // namespace secokr

#define SECOKR_JOIN_(a, b) a##b
#define SECOKR_JOIN(a, b) SECOKR_JOIN_(a, b)

/// `SECOKR_TRY(auto x, call());` binds the value of an Expected or returns its error from the enclosing function.
#define SECOKR_TRY(declaration, ...)                                               \
  auto SECOKR_JOIN(secokr_try_, __LINE__) = (__VA_ARGS__);                         \
  if (!SECOKR_JOIN(secokr_try_, __LINE__).has_value())                             \
    return std::unexpected(std::move(SECOKR_JOIN(secokr_try_, __LINE__)).error()); \
  declaration = *std::move(SECOKR_JOIN(secokr_try_, __LINE__))

/// `SECOKR_CHECK(call());` returns the error of a Status (or any Expected) from the enclosing function.
#define SECOKR_CHECK(...)                                             \
  if (auto secokr_check_ = (__VA_ARGS__); !secokr_check_.has_value()) \
  return std::unexpected(std::move(secokr_check_).error())
