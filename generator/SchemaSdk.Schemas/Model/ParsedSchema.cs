using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The parsed content of one schema file.</summary>
/// <param name="File">The file.</param>
/// <param name="Shape">The C# form of a value; null if the file cannot be used.</param>
/// <param name="Rule">The rules for a value; null for an output.</param>
/// <param name="Problems">The problems to report.</param>
internal sealed record ParsedSchema(SchemaFile File, Shape? Shape, RuleSet? Rule, EquatableArray<Problem> Problems)
{
    /// <summary>The name that an input schema requests for its model; null if it requests none.</summary>
    public ModelName? Name { get; init; }

    /// <summary>Set for a retired model; null if the service still offers the model.</summary>
    public Retirement? Retirement { get; init; }

    /// <summary>The model's name, kind, price unit and page, from an input schema.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.None;
}
