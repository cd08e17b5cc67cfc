namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The cost of the first run of a fresh process, and of an edit of one schema after it.</summary>
/// <param name="Run">The cost of reading all schemas for the first time.</param>
/// <param name="Files">The number of schemas loaded, or of C# files written.</param>
/// <param name="Edit">The cost after one schema got another text; null if edits are not supported.</param>
/// <param name="Parsed">The number of schemas parsed again for the edit.</param>
/// <param name="Emitted">The number of C# files written again for the edit.</param>
internal sealed record ColdCost(RunCost Run, int Files, RunCost? Edit = null, int Parsed = 0, int Emitted = 0);
