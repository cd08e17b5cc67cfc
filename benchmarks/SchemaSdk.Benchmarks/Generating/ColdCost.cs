namespace SchemaSdk.Benchmarks.Generating;

/// <summary>What it costs a fresh process to read all schemas, and then to process an edit to one schema.</summary>
/// <param name="Run">The cost of reading all schemas for the first time.</param>
/// <param name="Files">The number of C# files written. For NJsonSchema, the number of schemas loaded.</param>
/// <param name="Edit">The cost of the run after the edit; null if edits are not supported.</param>
/// <param name="Parsed">The number of schemas that the edit caused to be parsed again.</param>
/// <param name="Emitted">The number of C# files that the edit caused to be written again.</param>
internal sealed record ColdCost(RunCost Run, int Files, RunCost? Edit = null, int Parsed = 0, int Emitted = 0);
