using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Model;

/// <summary>A callable model: its names, what it takes and what it returns.</summary>
/// <param name="Path">Its id and its names.</param>
/// <param name="Client">What the project says of its client.</param>
/// <param name="Input">What it takes.</param>
/// <param name="Output">What it returns; null where no schema says.</param>
internal sealed record EndpointModel(ModelPath Path, ClientOptions Client, ParsedSchema Input, ParsedSchema? Output);

/// <summary>The outcome of one input schema: a model or a problem.</summary>
/// <param name="Endpoint">The model; null where no code can be generated.</param>
/// <param name="Problem">What is to be reported of the joining itself.</param>
internal sealed record JoinedSchema(EndpointModel? Endpoint, Problem? Problem);
