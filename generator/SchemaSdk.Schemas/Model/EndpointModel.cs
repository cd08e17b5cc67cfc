using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Model;

/// <summary>A callable model: its names, what it takes and what it returns.</summary>
/// <param name="Path">Its id and its names.</param>
/// <param name="Client">The settings of the project for its client.</param>
/// <param name="Input">The schema of its input.</param>
/// <param name="Output">The schema of its output; null if there is none.</param>
internal sealed record EndpointModel(ModelPath Path, ClientOptions Client, ParsedSchema Input, ParsedSchema? Output);

/// <summary>The outcome of one input schema: a model or a problem.</summary>
/// <param name="Endpoint">The model; null if no code can be generated.</param>
/// <param name="Problem">The problem of the joining itself; null if there is none.</param>
internal sealed record JoinedSchema(EndpointModel? Endpoint, Problem? Problem);
