#include <string>
#include <vector>

#include "cli/wiring/wiring.hpp"

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  return secokr::cli::run_process(args);
}
