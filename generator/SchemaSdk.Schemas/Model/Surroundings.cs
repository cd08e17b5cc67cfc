namespace SchemaSdk.Schemas.Model;

/// <summary>The data that an input schema is joined with.</summary>
/// <param name="Client">The names of all models, and the settings of the client.</param>
/// <param name="Outputs">All output schemas.</param>
internal sealed record Surroundings(ClientModel Client, OutputIndex Outputs);
