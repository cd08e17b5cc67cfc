namespace SchemaSdk.Mutation;

/// <summary>Which mutants a test runs.</summary>
/// <param name="Id">The test.</param>
/// <param name="Type">Its class.</param>
/// <param name="Milliseconds">What it costs the processor once everything is warm.</param>
/// <param name="Cold">The mutants that it runs the first time.</param>
/// <param name="Warm">Those that it runs again when it runs again.</param>
internal sealed record TestCoverage(string Id, string Type, double Milliseconds, int[] Cold, int[] Warm);
