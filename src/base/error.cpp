#include <secokr/error.hpp>

#include <array>

namespace secokr {
namespace {

struct KindRow {
  ErrorKind kind;
  const char* name;
  int exit_code;
};

constexpr std::array<KindRow, 11> kinds{{
    {ErrorKind::findings, "findings", 1},
    {ErrorKind::usage, "usage", 2},
    {ErrorKind::configuration, "configuration", 3},
    {ErrorKind::authentication, "authentication", 4},
    {ErrorKind::refused, "refused", 5},
    {ErrorKind::network, "network", 6},
    {ErrorKind::local_file, "local_file", 7},
    {ErrorKind::partial, "partial", 8},
    {ErrorKind::unclear, "unclear", 8},
    {ErrorKind::bug, "bug", 70},
    {ErrorKind::interrupted, "interrupted", 130},
}};

const KindRow& row(ErrorKind kind) {
  for (const KindRow& candidate : kinds)
    if (candidate.kind == kind) return candidate;
  return row(ErrorKind::bug);
}

}  // namespace

std::string to_string(ErrorKind kind) { return row(kind).name; }

int exit_code_of(ErrorKind kind) { return row(kind).exit_code; }

}  // namespace secokr
