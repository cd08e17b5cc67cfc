namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>An output of a model, and its JSON.</summary>
internal sealed record AdaptedOutput<TOutput>(TOutput Value, JsonElement Json);
