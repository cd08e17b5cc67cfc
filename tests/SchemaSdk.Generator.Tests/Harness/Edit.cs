namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>One row's edit of a project: what is done, and which models' code it may change.</summary>
/// <param name="Before">What is done before the edit that is looked at.</param>
/// <param name="Change">The edit.</param>
/// <param name="Parsed">The schema files that are parsed anew, as <c>d/input.json</c>, ordered.</param>
/// <param name="Emitted">The ids of the models whose code is emitted anew, ordered; <c>_client</c> is the client.</param>
internal sealed record Edit(Action<GeneratorRun> Before, Func<GeneratorRun, GeneratorRun> Change, string[] Parsed, string[] Emitted);
