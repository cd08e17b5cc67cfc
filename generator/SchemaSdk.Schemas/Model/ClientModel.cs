namespace SchemaSdk.Schemas.Model;

/// <summary>The data from which a client class is generated.</summary>
/// <param name="Tree">The models of the client.</param>
/// <param name="Options">The settings of the client.</param>
/// <param name="IsOwn">True for the project's own client; false for a client that the project file assigns schemas to.</param>
internal sealed record ClientModel(ModelTree Tree, ClientOptions Options, bool IsOwn);
