namespace SchemaSdk.Schemas.Model;

/// <summary>What the client class is generated from.</summary>
internal sealed record ClientModel(ModelTree Tree, ClientOptions Options);
