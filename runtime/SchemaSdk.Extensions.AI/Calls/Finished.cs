namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>The result of a job, and the JSON of its output.</summary>
internal sealed record Finished<TOutput>(ModelResult<TOutput> Result, JsonElement Json)
{
    internal static Finished<TOutput> Of(ModelResult<AdaptedOutput<TOutput>> result) =>
        new(result.With(result.Output.Value), result.Output.Json);
}
