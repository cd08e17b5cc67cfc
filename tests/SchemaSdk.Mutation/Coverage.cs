namespace SchemaSdk.Mutation;

/// <summary>Which tests run which mutants.</summary>
/// <param name="Tests">The tests.</param>
/// <param name="Static">The mutants that Stryker's switch saw while a type was initialized: once in a process.</param>
internal sealed record Coverage(TestCoverage[] Tests, int[] Static);
