namespace SchemaSdk.Schemas.Model;

/// <summary>A model before it is named: all that its name depends on.</summary>
/// <param name="Id">The model id.</param>
/// <param name="File">The path of its input schema.</param>
/// <param name="Given">The name that it asks for; null for none.</param>
internal sealed record UnnamedModel(string Id, string File, ModelName? Given);
