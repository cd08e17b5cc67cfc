namespace SchemaSdk.Schemas.Model;

/// <summary>The data that, together with an input schema, makes a model.</summary>
/// <param name="Clients">The names of all models, and the settings of their clients.</param>
/// <param name="Outputs">All output schemas.</param>
internal sealed record Surroundings(ProjectClients Clients, OutputIndex Outputs);
