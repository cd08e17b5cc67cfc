using System.Buffers;
using System.Text.Encodings.Web;

namespace SchemaSdk;

/// <summary>Enqueues jobs with the types of a generated client.</summary>
public static partial class ModelJobsExtensions
{
    // As deep as a client writes inputs, and readable in languages other than English.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1000 };

    /// <inheritdoc cref="IModelJobs.EnqueueAsync" />
    /// <typeparam name="TInput">What the model takes.</typeparam>
    /// <typeparam name="TOutput">What it makes.</typeparam>
    /// <param name="jobs">The jobs of the host.</param>
    /// <param name="key">The caller's name for the job: one key, one job.</param>
    /// <param name="model">The model, such as <c>client.Kling.Kling3_0.Pro.TextToVideo</c>.</param>
    /// <param name="input">
    /// Its input. A file whose content is sent with it is copied to <see cref="JobLedgerOptions.InputFolder"/>, which each process that may
    /// submit the job has to have. It is the folder of the ledger of the model's client: give that client and the jobs the same ledger.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; whether the job was recorded is then not known. Enqueue it again.</param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing was recorded.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// The key is that of another model or input, the ledger keeps no inputs, or no files of inputs, or it cannot be written; or the input
    /// has a file, and the model's client has another ledger.
    /// </exception>
    public static async Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs,
        string key,
        ModelEndpoint<TInput, TOutput> model,
        TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        var kept = await model.KeepInputAsync(key, input, jobs.Ledger, cancellationToken).ConfigureAwait(false);
        return await jobs.EnqueueAsync(key, model.ModelId, kept, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IModelJobs.IntentOf" />
    /// <typeparam name="TInput">What the model takes.</typeparam>
    /// <typeparam name="TOutput">What it makes.</typeparam>
    /// <param name="jobs">The jobs of the host.</param>
    /// <param name="key">The caller's name for the job: one key, one job.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">
    /// Its input. A file whose content is sent with it is refused, since this copies nothing: <see cref="IModelJobs.IntentOf"/> takes what
    /// <see cref="LedgerClientExtensions.KeepInputAsync"/> makes of such an input.
    /// </param>
    /// <exception cref="JsonException">The input has a file whose content would be sent with it.</exception>
    public static LedgerEntry IntentOf<TInput, TOutput>(
        this IModelJobs jobs, string key, ModelEndpoint<TInput, TOutput> model, TInput input)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(input);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Writing))
        {
            TInput.Write(writer, input);
        }

        return jobs.IntentOf(key, model.ModelId, JsonDocument.Parse(text.WrittenMemory, Reading).RootElement);
    }
}
