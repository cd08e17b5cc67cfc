namespace SchemaSdk.Schemas.Model;

/// <summary>What the client class is generated from.</summary>
/// <param name="Tree">All models with their names.</param>
/// <param name="Options">The settings of the project.</param>
internal sealed record ClientModel(ModelTree Tree, ClientOptions Options);
