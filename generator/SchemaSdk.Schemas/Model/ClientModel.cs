namespace SchemaSdk.Schemas.Model;

/// <summary>The data from which the client class is generated.</summary>
internal sealed record ClientModel(ModelTree Tree, ClientOptions Options);
