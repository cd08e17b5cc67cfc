using System.Text.Json;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>The jobs of the client's ledger.</content>
public abstract partial class ModelClient
{
    /// <summary>The ledger from <see cref="ModelClientOptions.Ledger"/>; null if the client has none.</summary>
    public ModelLedger? Ledger => Parts.Line.Settings.Ledger;

    /// <summary>
    /// Resumes a job from a ledger and records how it ends. The call makes no request. If the ledger has the job's result, waiting for the
    /// job makes no request either.
    /// </summary>
    /// <param name="job">The job. To resume a job by its ledger entry, use <c>Attach</c> of package SchemaSdk.Durable.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The job was not submitted.</exception>
    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    public virtual ModelJob<JsonElement> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Parts.Jobs.Attach(job, options, ReadAnything);
    }

    /// <summary>
    /// Reads the request id from a callback of the service. Anyone can send a callback, so treat the id only as a hint to check that job.
    /// Makes no request.
    /// </summary>
    /// <param name="body">The body of the callback.</param>
    /// <returns>The request id; null if the callback has none, or one that is not a valid id of the service.</returns>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) => Parts.Line.Settings.Service.CallbackIdIn(body);

    /// <summary>
    /// Checks whether a job belongs to the expected model. The method reads the status of the job, and its result if necessary. Use this
    /// method if you know only the request id. fal distinguishes only apps, which are the first two parts of a model id. Replicate
    /// distinguishes models and deployments, but not versions.
    /// </summary>
    /// <param name="modelId">The id of the expected model.</param>
    /// <param name="requestId">The request id of the job.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if the job belongs to the expected model; false if it belongs to another one, or the service does not say.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not a valid id.</exception>
    /// <exception cref="ModelApiException">The service refused the call, for example because it does not know the id.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client was disposed.</exception>
    public virtual async Task<bool> IsJobOfAsync(string modelId, string requestId, CancellationToken cancellationToken = default)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        ArgumentNullException.ThrowIfNull(requestId);
        var account = AccountOf(modelId, key: null, customer: null);
        return (await Parts.Jobs.ModelOfAsync(modelId, requestId, account, cancellationToken).ConfigureAwait(false)).IsExpected == true;
    }

    /// <summary>The context that decides the token of a job in the ledger; null for the client's own token.</summary>
    internal TokenContext? AccountOf(string modelId, string? key, string? customer) =>
        TokenContext.Of(Parts.Line.Settings, modelId, key, customer, token: null);

    /// <exception cref="ArgumentException">The model id is empty, or the input is undefined or has an unpaired surrogate.</exception>
    // key: the job's key, for the message; null if it has none.
    internal static WrittenInput Written(
        string modelId, JsonElement input, string? key, Action<Utf8JsonWriter, JsonElement> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (input.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("The input is undefined, like default(JsonElement). Pass parsed JSON, such as {}.", nameof(input));
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

    internal ModelInfo? InfoOf(string modelId) => FindModel(modelId);
}
