namespace SchemaSdk.Mutation;

/// <summary>A change of the generator that Stryker made.</summary>
/// <param name="Id">The number that switches it on.</param>
/// <param name="File">Where, below its project.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Mutator">What kind of change it is.</param>
/// <param name="Original">What was written.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record Mutant(int Id, string File, int Line, string Mutator, string Original, string Replacement);
