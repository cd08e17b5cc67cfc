using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Model;

/// <summary>A model for which code is generated: its names, its input and its output.</summary>
/// <param name="Path">The model id and the C# names of its segments.</param>
/// <param name="Client">The settings of the model's client.</param>
/// <param name="Input">The input schema.</param>
/// <param name="Output">The output schema; null if the project has none for the model, or if it cannot be read.</param>
internal sealed record EndpointModel(ModelPath Path, ClientOptions Client, ParsedSchema Input, ParsedSchema? Output);

/// <summary>The result of joining one input schema with its output: a model, a problem, or both.</summary>
/// <param name="Endpoint">The model; null if no code can be generated.</param>
/// <param name="Problem">A problem found while joining; null if none was found.</param>
internal sealed record JoinedSchema(EndpointModel? Endpoint, Problem? Problem);
