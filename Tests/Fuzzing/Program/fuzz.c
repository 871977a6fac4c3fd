/* The program is libFuzzer's own main and what it calls, which stands in FuzzDriver. In C, because SwiftPM renames the
   main of a program in Swift, and libFuzzer's has the usual name. */
typedef int fuzz_has_no_code_of_its_own;
