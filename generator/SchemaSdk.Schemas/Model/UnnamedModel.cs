namespace SchemaSdk.Schemas.Model;

/// <summary>A model before it is named: all that its name and its place in the client depend on.</summary>
/// <param name="Id">The model id.</param>
/// <param name="File">The path of its input schema.</param>
/// <param name="Given">The name that it asks for; null for none.</param>
internal sealed record UnnamedModel(string Id, string File, ModelName? Given)
{
    /// <summary>The mark of a model that the service no longer has; null for one that it has.</summary>
    public Retirement? Retirement { get; init; }
}
