using System.Text.Json;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>The jobs of the client's ledger.</content>
public abstract partial class ModelClient
{
    /// <summary>The ledger, <see cref="ModelClientOptions.Ledger"/>; null if the client has none.</summary>
    public ModelLedger? Ledger => Parts.Line.Settings.Ledger;

    /// <summary>
    /// Resumes a job from a ledger and records how it ends. Makes no request, and none later if the ledger has its result.
    /// </summary>
    /// <param name="job">The job. To resume it by its entry, use <c>Attach</c> of package SchemaSdk.Durable.</param>
    /// <param name="options">Settings of the waits for it. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The job was not sent.</exception>
    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    public virtual ModelJob<JsonElement> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Parts.Jobs.Attach(job, options, ReadAnything);
    }

    /// <summary>
    /// Reads the request id from a callback of the service. Anyone may have written the callback: treat it only as a hint to check the job.
    /// Makes no request.
    /// </summary>
    /// <param name="body">The body of the callback.</param>
    /// <returns>Null if the callback has no id, or one that cannot be an id of the service.</returns>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) => Parts.Line.Settings.Service.CallbackIdIn(body);

    /// <summary>Asks the service which model a request runs, by its result. Use it if only the id of a job is known.</summary>
    /// <param name="modelId">The model that is expected.</param>
    /// <param name="requestId">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if the service says that the request runs that model; false if it says another, or none.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not an id.</exception>
    /// <exception cref="ModelApiException">The service refused the call, for example because it does not know the id.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public virtual async Task<bool> IsJobOfAsync(string modelId, string requestId, CancellationToken cancellationToken = default)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        ArgumentNullException.ThrowIfNull(requestId);
        return await Parts.Jobs.ModelOfAsync(modelId, requestId, cancellationToken).ConfigureAwait(false) == modelId;
    }

    /// <summary>Writes an input.</summary>
    /// <exception cref="ArgumentException">The model id is empty, or the input is undefined or has half of a surrogate pair.</exception>
    // key: the key of the job, for the message; null: it has none.
    internal static WrittenInput Written(
        string modelId, JsonElement input, string? key, Action<Utf8JsonWriter, JsonElement> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (input.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("The input is undefined, as default(JsonElement) is. Parse one, such as {}.", nameof(input));
        }

        try
        {
            return InputText.Write(input, write);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new SubmitErrors(modelId).HalfCharacter(nameof(input), key, exception);
        }
    }

    /// <summary>Describes a model; null if the client does not know it.</summary>
    internal ModelInfo? InfoOf(string modelId) => FindModel(modelId);
}
