# Warnings as a linkable target. They are errors in developer mode only: a user's newer compiler must not break the build.
add_library(secokr_warnings INTERFACE)
target_compile_options(
  secokr_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow
            -Wconversion
            -Wsign-conversion
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Woverloaded-virtual
            -Wcast-align
            -Wunused
            -Wimplicit-fallthrough
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>
            $<$<AND:$<BOOL:${secokr_DEVELOPER_MODE}>,$<CXX_COMPILER_ID:GNU>>:-Werror>
            # g++ 12 reports these inside its own optional, string and regex at -O2 (GCC bugs 105562, 105593, 105651).
            "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-maybe-uninitialized;-Wno-restrict>")
