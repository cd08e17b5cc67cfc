namespace SchemaSdk.Schemas.Model;

/// <summary>What a model is joined with, apart from its own input.</summary>
/// <param name="Client">The client of the project.</param>
/// <param name="Outputs">All output schemas.</param>
internal sealed record Surroundings(ClientModel Client, OutputIndex Outputs);
