# `cmake --build <dir> --target lint` checks formatting and runs the short clang-tidy list; CI calls the same script.
add_custom_target(
  lint
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/lint"
  WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
  USES_TERMINAL)
