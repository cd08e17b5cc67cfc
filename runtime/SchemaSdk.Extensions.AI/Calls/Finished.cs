using SchemaSdk.Extensions.AI.Inputs;

namespace SchemaSdk.Extensions.AI.Calls;

/// <summary>The result of a job, and the JSON of its output.</summary>
// Input: null if the call attached to an existing job, or if the application made the input.
internal sealed record Finished<TOutput>(ModelResult<TOutput> Result, JsonElement Json, MappedInput? Input)
{
    internal static Finished<TOutput> Of(ModelResult<AdaptedOutput<TOutput>> result, MappedInput? input) =>
        new(result.With(result.Output.Value), result.Output.Json, input);

    /// <summary>Reads the result with a function, which can come from the application. Adds the request id to exceptions.</summary>
    /// <param name="read">Reads the result.</param>
    /// <param name="others">The request ids of other runs of the same call.</param>
    /// <exception cref="ModelException">The result could not be read. The exception has the request id.</exception>
    /// <exception cref="ModelWaitCanceledException">Reading was cancelled. The exception has the request id.</exception>
    internal async Task<T> ReadAsync<T>(Func<Finished<TOutput>, Task<T>> read, params IReadOnlyCollection<string> others)
    {
        try
        {
            return await read(this).ConfigureAwait(false);
        }
        catch (Exception exception) when (others.Count > 0
            || exception is not (ModelException { RequestId: not null } or ModelWaitCanceledException { RequestId: not null }))
        {
            // Report the request id with any exception, because the job is paid for.
            var words = $"Request {Result.RequestId} of {Result.ModelId} succeeded, but its result could not be read: "
                + exception.Message + (others.Count == 0 ? "" : $" Other requests in this call: {string.Join(", ", others)}.");
            throw exception is ModelWaitCanceledException canceled
                ? new ModelWaitCanceledException(words, exception, canceled.CancellationToken)
                {
                    ModelId = Result.ModelId,
                    RequestId = Result.RequestId,
                    Key = Result.Key,
                }
                : new ModelException(words, exception)
                {
                    ModelId = Result.ModelId,
                    RequestId = Result.RequestId,
                    Key = Result.Key,
                };
        }
    }
}
