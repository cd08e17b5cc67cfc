namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The cost of the first run of a fresh process, and of an edit of one schema after it.</summary>
/// <param name="Run">All schemas, none of which was seen before.</param>
/// <param name="Files">How many schemas were loaded, or files of C# written.</param>
/// <param name="Edit">One of them with another text; null for what knows no edits.</param>
/// <param name="Parsed">How many schemas were parsed again for the edit.</param>
/// <param name="Emitted">How many files of C# were written again for the edit.</param>
internal sealed record ColdCost(RunCost Run, int Files, RunCost? Edit = null, int Parsed = 0, int Emitted = 0);
