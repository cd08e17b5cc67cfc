using System.Text.Json;
using SchemaSdk.Ledgers;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>The jobs of the client's ledger.</content>
public abstract partial class ModelClient
{
    /// <summary>The ledger of its jobs, <see cref="ModelClientOptions.Ledger"/>; null if it has none.</summary>
    public JobLedger? Ledger => Parts.Line.Settings.Ledger;

    /// <summary>
    /// Makes the first entry of a job that a worker submits later, for <see cref="JobLedger.BeginAsync"/>. An input of a model that the
    /// client knows is checked as for a submit, unless it names copies of files and the ledger has no
    /// <see cref="JobLedgerOptions.InputFolder"/>. Nothing is sent, and nothing is put down.
    /// </summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="key"/> cannot be a key, <paramref name="modelId"/> is not an id, or <paramref name="input"/> is undefined, or has
    /// half of a surrogate pair in it.
    /// </exception>
    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    /// <exception cref="InvalidOperationException">The client has no <see cref="ModelClientOptions.Ledger"/>.</exception>
    public virtual LedgerEntry IntentOf(string key, string modelId, JsonElement input)
    {
        var (written, settings) = (Written(modelId, input, key), Parts.Line.Settings);
        settings.Service.CheckModelId(modelId);
        if (settings.ValidateInput && FindModel(modelId) is { } model
            && Parts.Jobs.Keys?.HasOthersCopies(input, written.Text.Span, key) != true)
        {
            // The rules are for the files: whoever has the copies checks those.
            InputText.Check(model, written);
        }

        var text = written.Files is null ? written.Text : settings.Ledger!.Options.Inputs!.TextOf(written.Text, written.Files);
        return (settings.Ledger ?? throw new InvalidOperationException(
            "The client has no ledger, so a job cannot be left to a worker: set ModelClientOptions.Ledger."))
            .IntentOf(key, modelId, text, settings.Service.Names.Name);
    }

    /// <summary>
    /// Takes up a job of the client's <see cref="ModelClientOptions.Ledger"/>, and puts down what becomes of it. Makes no request, and
    /// none later if its result is kept.
    /// </summary>
    /// <param name="entry">The job, as <see cref="JobLedger.FindAsync"/> gives it.</param>
    /// <param name="options">Settings of the waits for it; its time starts with the first.</param>
    /// <exception cref="ModelLedgerException">It is of another service, or has no usable request id.</exception>
    /// <exception cref="InvalidOperationException">The client has no ledger.</exception>
    public virtual ModelJob<JsonElement> Attach(LedgerEntry entry, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Parts.Jobs.Attach(entry, options, ReadAnything);
    }

    /// <summary>
    /// Reads the request id that a callback of the service names. Anybody may have written the callback: it is only a hint to look at the
    /// job. Makes no request.
    /// </summary>
    /// <param name="body">The body of the callback.</param>
    /// <returns>Null if it names none of a form that an id of the service has.</returns>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) => Parts.Line.Settings.Service.CallbackIdIn(body);

    /// <summary>Asks the service, by the result of a request, which model it runs: for a job of which only the id is known.</summary>
    /// <param name="modelId">The model that it is asked about.</param>
    /// <param name="requestId">The id.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>True if the service says that the request runs that model; false if it names another, or none.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not an id.</exception>
    /// <exception cref="ModelApiException">The service refused to tell, for example because it does not know the id.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public virtual async Task<bool> IsJobOfAsync(string modelId, string requestId, CancellationToken cancellationToken = default)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        ArgumentNullException.ThrowIfNull(requestId);
        return await Parts.Jobs.ModelOfAsync(modelId, requestId, cancellationToken).ConfigureAwait(false) == modelId;
    }

    // key: that of the job, whose input may have been kept with copies of its files.
    private WrittenInput Written(string modelId, JsonElement input, string? key)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        try
        {
            return TextOf(modelId, input, key);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new SubmitErrors(modelId).HalfCharacter(nameof(input), key, exception);
        }
    }

    private WrittenInput TextOf(string modelId, JsonElement input, string? key)
    {
        if (key is not null && Parts.Line.Settings.Ledger?.Options is { Inputs: { } folder } options
            && input.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            var job = new CopiedJob(key, modelId, options.Cipher);
            return InputText.Write(input, (writer, value) => folder.Write(writer, value, job));
        }

        return input.ValueKind == JsonValueKind.Undefined
            ? throw new ArgumentException("The input is undefined, as default(JsonElement) is. Parse one, such as {}.", nameof(input))
            : InputText.Write(input, static (writer, value) => value.WriteTo(writer));
    }
}
