namespace SchemaSdk.Schemas.Model;

/// <summary>A model without its C# name: what its name and its place in the client depend on.</summary>
/// <param name="Id">The model id.</param>
/// <param name="File">The path of its input schema.</param>
/// <param name="Given">The name that it asks for; null if there is none.</param>
internal sealed record UnnamedModel(string Id, string File, ModelName? Given)
{
    /// <summary>The mark of a retired model; null if the service still has the model.</summary>
    public Retirement? Retirement { get; init; }
}
