using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The parsed content of one schema file.</summary>
/// <param name="File">The file.</param>
/// <param name="Shape">What a value looks like in C#; null if the file cannot be used.</param>
/// <param name="Rule">What a value has to be; null for an output.</param>
/// <param name="Problems">What is to be reported.</param>
internal sealed record ParsedSchema(SchemaFile File, Shape? Shape, RuleSet? Rule, EquatableArray<Problem> Problems)
{
    /// <summary>The name that an input asks for its model; null for none.</summary>
    public ModelName? Name { get; init; }

    /// <summary>The mark of a model that the service no longer has; null for one that it has.</summary>
    public Retirement? Retirement { get; init; }
}
