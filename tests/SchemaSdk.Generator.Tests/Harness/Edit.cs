namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>An edit to a project, and what the generator must parse and emit after the edit.</summary>
/// <param name="Change">The edit.</param>
/// <param name="Parsed">The schema files that the generator parses after the edit, sorted, such as <c>d/input.json</c>.</param>
/// <param name="Emitted">The ids of the models that the generator emits after the edit, sorted; <c>_client</c> is the client.</param>
internal sealed record Edit(Func<GeneratorRun, GeneratorRun> Change, string[] Parsed, string[] Emitted)
{
    /// <summary>An earlier edit, after which nothing is checked.</summary>
    public Func<GeneratorRun, GeneratorRun> Before { get; init; } = run => run;
}
