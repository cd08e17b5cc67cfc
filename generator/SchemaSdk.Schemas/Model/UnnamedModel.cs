namespace SchemaSdk.Schemas.Model;

/// <summary>A model before C# names are assigned to its segments.</summary>
/// <param name="Id">The model id.</param>
/// <param name="File">The path of the model's input schema.</param>
/// <param name="Given">The name that the schema requests; null if it requests none.</param>
internal sealed record UnnamedModel(string Id, string File, ModelName? Given)
{
    /// <summary>The client that the project file assigns to the schema; null for the project's own client.</summary>
    public ClientOptions? Client { get; init; }

    /// <summary>
    /// The schema folder that the id is relative to; empty if unknown. The folder's lock file can contain the model's name.
    /// </summary>
    public string Root { get; init; } = "";

    /// <summary>Set for a retired model; null if the service still offers the model.</summary>
    public Retirement? Retirement { get; init; }

    /// <summary>The model's name, kind, price unit and page, from the schema.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.None;
}
