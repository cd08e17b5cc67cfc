namespace SchemaSdk.Schemas.Model;

/// <summary>The data that a model is made from, apart from its input schema.</summary>
/// <param name="Clients">The names of all models, and the settings of their clients.</param>
/// <param name="Outputs">All output schemas.</param>
internal sealed record Surroundings(ProjectClients Clients, OutputIndex Outputs);
